package dev.corridor.benchmarks;

import dev.corridor.testkit.Traffic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Imports a CSV file into a server of its own, starts it, and asks the map over HTTP one question after the
/// other, each of them new; DuckDB loads the same file and answers the same questions. The counts of every step
/// are compared before times are printed. Every fifth question is asked on the other pages too. All times are
/// by the clock.
///
/// Arguments: the server's jar, number of rows (10,000,000), questions (200), heap of the server (512m), a folder
/// to keep file and data in (otherwise a new one, removed at the end).
public final class ServerBenchmark {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String RECIPE = """
            recipe: Traffic
            zone: none
            tables:
              log: {columns: [case_id, customer, activity, moment, channel, region, score]}
            interactions:
              - from: log
                journey: case_id
                customer: customer
                time: moment
                touchpoint: activity
                score: {column: score, scale: 0..10}
                attributes:
                  channel: channel
                  region: {column: region, level: key, known: start}
            """;
    private static final int WARM_UP = 20;
    private static final int ON_PAGES = 5;

    private ServerBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        int questions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        String heap = arguments.length > 3 ? arguments[3] : "512m";
        boolean kept = arguments.length > 4;
        Path folder = kept ? Path.of(arguments[4]) : Files.createTempDirectory("corridor-server");
        Files.createDirectories(folder);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, %,d rows, heap of the server %s%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                rows,
                heap);
        Path csv = folder.resolve("log.csv");
        Path data = folder.resolve("data");
        try (Duck duck = new Duck(Runtime.getRuntime().availableProcessors())) {
            if (!Files.exists(csv)) {
                write(csv, rows);
            }
            ServerUnderLoad server = new ServerUnderLoad(jar, heap, data, folder);
            if (!Files.exists(data)) {
                Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
                double seconds = server.command("import", csv.toString(), "--recipe", recipe.toString());
                System.out.printf(
                        Locale.ROOT,
                        "import %.1f s, %,.0f rows a second, most memory of the process %,d MB%n",
                        seconds,
                        rows / seconds,
                        server.mostMegabytes());
            }
            long start = System.nanoTime();
            load(duck, csv);
            System.out.printf(Locale.ROOT, "DuckDB read_csv and sort %.1f s%n", since(start) / 1e3);
            ask(server, duck, questions);
        } finally {
            if (!kept) {
                remove(folder);
            }
        }
    }

    private static void ask(ServerUnderLoad server, Duck duck, int questions) throws Exception {
        List<String> token = server.output("token", "create", "--role", "administrator", "--scope", "read");
        try (ServerUnderLoad.Running running = server.start()) {
            System.out.printf(
                    Locale.ROOT,
                    "start to first answer of /health %.1f s, to the first map %.1f s%n",
                    running.started() / 1e3,
                    running.firstMap() / 1e3);
            SplittableRandom random = new SplittableRandom(7);
            List<Question> asked = new ArrayList<>();
            for (int i = 0; i < WARM_UP + questions; i++) {
                asked.add(Question.any(random, i));
            }
            double[] pages = new double[questions];
            double[] answers = new double[questions];
            double[] ducks = new double[questions];
            Map<String, List<Double>> others = new LinkedHashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                Question question = asked.get(i);
                long at = System.nanoTime();
                String page = running.page("/sets/1/map?" + question.address());
                double map = since(at);
                if (!page.contains("<svg")) {
                    throw new IllegalStateException("no map for " + question);
                }
                at = System.nanoTime();
                String json = running.api("/api/v1/mine?set=1&" + question.address(), token.getLast());
                double answer = since(at);
                at = System.nanoTime();
                List<List<Object>> steps = duck.rows(question.sql());
                double own = since(at);
                compare(question, json, steps);
                if (i % ON_PAGES == 0) {
                    askPages(running, question, i >= WARM_UP ? others : new LinkedHashMap<>());
                }
                if (i >= WARM_UP) {
                    pages[i - WARM_UP] = map;
                    answers[i - WARM_UP] = answer;
                    ducks[i - WARM_UP] = own;
                }
            }
            print("map page, a new question each", pages);
            print("/api/v1/mine, the same question again", answers);
            print("DuckDB, counts, median and p90 of every step", ducks);
            others.forEach((what, millis) ->
                    print(what, millis.stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }

    private static void askPages(ServerUnderLoad.Running running, Question question, Map<String, List<Double>> times)
            throws Exception {
        String filter = question.address();
        String one = Traffic.touchpoint(question.number() % Traffic.TOUCHPOINTS);
        String other = Traffic.touchpoint((question.number() + 1) % Traffic.TOUCHPOINTS);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("map, a touchpoint's panel", "map?" + filter + "&mark=touchpoint&at=" + one);
        pages.put("map, a step's panel", "map?" + filter + "&mark=step&at=" + one + "&to=" + other);
        pages.put("map, metric score", "map?" + filter + "&metric=score");
        pages.put("map, metric customers", "map?" + filter + "&metric=customers");
        pages.put(
                "map, compared with the rest, two new questions",
                "map?" + filter + "&group=" + encoded("passes " + one));
        pages.put("touchpoints", "touchpoints?" + filter);
        pages.put("paths", "paths?" + filter);
        pages.put("paths, a pattern", "paths?" + filter + "&pattern=" + encoded(one + " ... " + other));
        pages.put("funnel of two touchpoints", "funnel?" + filter + "&step=" + one + "&step=" + other);
        pages.put("before and after", "around?" + filter + "&touchpoint=" + one);
        pages.put("time of a stretch", "time?" + filter + "&from=" + one + "&to=" + other);
        pages.put("scores", "scores?" + filter);
        pages.put("list of journeys", "journeys?" + filter);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            long at = System.nanoTime();
            String what = page.getKey() + (running.answers("/sets/1/" + page.getValue()) ? "" : ", refused");
            times.computeIfAbsent(what, key -> new ArrayList<>()).add(since(at));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void compare(Question question, String json, List<List<Object>> steps) {
        Map<String, Long> expected = new TreeMap<>();
        for (List<Object> step : steps) {
            expected.put(step.get(0) + " > " + step.get(1), ((Number) step.get(2)).longValue());
        }
        Map<String, Long> found = ServerUnderLoad.steps(json);
        if (!found.equals(expected)) {
            throw new IllegalStateException("other counts for " + question + ": " + found + " against " + expected);
        }
    }

    private static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, p95 %.0f ms, most %.0f ms%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
                sorted[sorted.length - 1]);
    }

    /// A condition in our words and in SQL.
    private record Question(int number, String filter, String having) {
        static Question any(SplittableRandom random, int number) {
            String touchpoint = Traffic.touchpoint(random.nextInt(Traffic.TOUCHPOINTS));
            String other = Traffic.touchpoint(random.nextInt(Traffic.TOUCHPOINTS));
            int channel = random.nextInt(Traffic.CHANNELS);
            int region = random.nextInt(Traffic.REGIONS);
            int day = 1 + random.nextInt(28);
            int month = 1 + random.nextInt(2);
            String passes = "count(*) filter (activity = '" + touchpoint + "') > 0";
            return switch (number % 6) {
                case 0 ->
                    new Question(
                            number,
                            "region = r" + region + " and passes " + touchpoint,
                            "any_value(region) = 'r" + region + "' and " + passes);
                case 1 ->
                    new Question(
                            number,
                            "passes " + touchpoint + " and passes " + other,
                            passes + " and count(*) filter (activity = '" + other + "') > 0");
                case 2 ->
                    new Question(
                            number,
                            "not passes " + touchpoint + " and channel = c" + channel,
                            "not " + passes + " and count(*) filter (channel = 'c" + channel + "') > 0");
                case 3 -> {
                    String from = String.format(Locale.ROOT, "2024-%02d-%02d", month, day);
                    yield new Question(
                            number,
                            "time in " + from + ".. and not repeats " + touchpoint,
                            "min(moment) >= '" + from + "' and count(*) filter (activity = '" + touchpoint + "') < 2");
                }
                case 4 ->
                    new Question(
                            number,
                            touchpoint + " then " + other + " or duration > " + (1 + day) + "d",
                            "count(*) filter (activity = '" + touchpoint + "' and follower = '" + other
                                    + "') > 0 or date_diff('second', min(moment), max(moment)) > 86400 * " + (1 + day));
                default ->
                    new Question(
                            number,
                            "score <= " + (day % 10) + " or passes " + touchpoint + " and region = r" + region,
                            "avg(score) <= " + (day % 10) + " or " + passes + " and any_value(region) = 'r" + region
                                    + "'");
            };
        }

        String address() {
            return "filter=" + encoded(filter);
        }

        String sql() {
            return "with chosen as (select case_id from log group by case_id having " + having
                    + ") select activity, follower, count(*), median(seconds), quantile_cont(seconds, 0.9) from log"
                    + " where follower is not null and case_id in (from chosen) group by all";
        }
    }

    private static void load(Duck duck, Path csv) throws SQLException {
        duck.execute("create table raw as select row_number() over () as i, * from read_csv('" + csv
                + "', types = {'case_id': 'BIGINT', 'moment': 'TIMESTAMP', 'score': 'INTEGER'})");
        duck.execute("create table log as select *, lead(activity) over w as follower,"
                + " date_diff('second', moment, lead(moment) over w) as seconds from raw"
                + " window w as (partition by case_id order by moment, i) order by case_id, moment, i");
        duck.execute("drop table raw");
    }

    private static void write(Path csv, long rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("case_id,customer,activity,moment,channel,region,score\n");
            new Traffic(1, rows).stream(new Traffic.Visitor() {
                @Override
                public void journey(long customer, long key, int region, int segment, double value) {}

                @Override
                public void interaction(
                        long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
                    try {
                        out.write(key + "," + customer + "," + Traffic.touchpoint(touchpoint) + ","
                                + TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)) + ",c" + channel
                                + ",r" + key % Traffic.REGIONS + "," + (score < 0 ? "" : score) + "\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
