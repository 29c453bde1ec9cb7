package dev.corridor.benchmarks;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.EdgeCounts;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Funnel;
import dev.corridor.engine.summary.PathCounts;
import dev.corridor.engine.summary.Visited;
import dev.corridor.testkit.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/// Asks the engine and DuckDB the same questions on the same interactions, in one process, in turn and with
/// one thread each; compares the results before it measures. Prints nanoseconds of processor time per
/// interaction.
///
/// Arguments: number of interactions (10,000,000), rounds (9), `--scattered` (a touchpoint in four is replaced
/// by any other, so that nearly every path is another and no dictionary of paths is kept), `--no-duckdb`.
public final class EngineBenchmark {
    private static final int[] FUNNEL = {0, 2, 3, 5, 6};
    private static final long WINDOW = 7 * 86_400;

    /// A form that cannot answer: `O` relies on the order of rows, which grouping by journey does not keep.
    private static final String NOT_ASKED = "";

    private static final String[] QUANTILES = {
        "select a, b, count(*), quantile_cont(dt, 0.5), quantile_cont(dt, 0.9) from (select tp as a,"
                + " lead(tp) over w as b, lead(t) over w - t as dt from p window w as (partition by j order by i))"
                + " where b is not null group by a, b",
        "select a, b, count(*), quantile_cont(dt, 0.5), quantile_cont(dt, 0.9) from (select tp as a,"
                + " lead(tp) over () as b, lead(t) over () - t as dt, j, lead(j) over () as k from p)"
                + " where j = k group by a, b",
        "select a, b, count(*), quantile_cont(dt, 0.5), quantile_cont(dt, 0.9) from pairs group by a, b"
    };

    private final long size;
    private final int rounds;
    private final boolean scattered;
    private final boolean duckdb;
    private final List<String> report = new ArrayList<>();

    private EngineBenchmark(long size, int rounds, boolean scattered, boolean duckdb) {
        this.size = size;
        this.rounds = rounds;
        this.scattered = scattered;
        this.duckdb = duckdb;
    }

    public static void main(String... arguments) throws Exception {
        List<String> numbers = IntStream.range(0, arguments.length)
                .mapToObj(i -> arguments[i])
                .filter(a -> !a.startsWith("--"))
                .toList();
        long size = numbers.isEmpty() ? 10_000_000 : Long.parseLong(numbers.getFirst());
        int rounds = numbers.size() < 2 ? 9 : Integer.parseInt(numbers.get(1));
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
        List<String> options = List.of(arguments);
        new EngineBenchmark(size, rounds, options.contains("--scattered"), !options.contains("--no-duckdb")).run();
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, heap %,d MB, %,d interactions%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                size);
        long start = CpuClock.nanos();
        Store store = build();
        System.out.printf(
                Locale.ROOT, "built in %.1f ns per interaction%n", (double) (CpuClock.nanos() - start) / size);
        sizes(store);
        open(store);
        JourneySelection journeys = store.journeys(new JourneyRule.ByKey()).all();
        System.out.printf(Locale.ROOT, "%,d journeys%n", journeys.count());
        try (Duck duck = new Duck(1)) {
            if (duckdb) {
                load(duck);
            }
            questions(store, journeys, duck);
        }
        System.out.println();
        report.forEach(System.out::println);
    }

    private void traffic(Traffic.Visitor visitor) {
        Traffic traffic = new Traffic(1, size);
        if (!scattered) {
            traffic.stream(visitor);
            return;
        }
        SplittableRandom random = new SplittableRandom(2);
        traffic.stream(new Traffic.Visitor() {
            @Override
            public void journey(long customer, long key, int region, int segment, double value) {
                visitor.journey(customer, key, region, segment, value);
            }

            @Override
            public void interaction(
                    long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
                int code = random.nextInt(4) == 0 ? random.nextInt(Traffic.TOUCHPOINTS) : touchpoint;
                visitor.interaction(customer, key, code, second, nano, channel, score);
            }
        });
    }

    private static Schema schema() {
        return new Schema(
                List.of(
                        new Attribute(
                                "channel",
                                Attribute.Kind.CATEGORY,
                                Attribute.Level.INTERACTION,
                                Attribute.Aggregate.ONE,
                                new Known.AtEnd()),
                        new Attribute(
                                Schema.SCORE,
                                Attribute.Kind.NUMBER,
                                Attribute.Level.INTERACTION,
                                Attribute.Aggregate.MEAN,
                                new Known.AtEnd()),
                        new Attribute(
                                "region",
                                Attribute.Kind.CATEGORY,
                                Attribute.Level.KEY,
                                Attribute.Aggregate.ONE,
                                new Known.AtStart()),
                        new Attribute(
                                "segment",
                                Attribute.Kind.CATEGORY,
                                Attribute.Level.KEY,
                                Attribute.Aggregate.ONE,
                                new Known.AtStart()),
                        new Attribute(
                                "value",
                                Attribute.Kind.NUMBER,
                                Attribute.Level.KEY,
                                Attribute.Aggregate.ONE,
                                new Known.AtStart())),
                List.of(),
                List.of(),
                false);
    }

    private Store build() {
        try (StoreBuilder builder = new StoreBuilder(schema(), BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                traffic(new ToAppender(appender));
            }
            return builder.build();
        }
    }

    /// Feeds the stream to an appender.
    private static final class ToAppender implements Traffic.Visitor {
        private final Appender appender;
        private final int[] touchpoints;
        private final int[] channels;
        private final int[] regions;
        private final int[] segments;
        private long sequence;
        private int region;
        private int segment;
        private double value;
        private boolean begins;

        ToAppender(Appender appender) {
            this.appender = appender;
            touchpoints = IntStream.range(0, Traffic.TOUCHPOINTS)
                    .map(code -> appender.touchpoint(Traffic.touchpoint(code)))
                    .toArray();
            channels = codes(appender, 0, Traffic.CHANNELS);
            regions = codes(appender, 2, Traffic.REGIONS);
            segments = codes(appender, 3, Traffic.SEGMENTS);
        }

        private static int[] codes(Appender appender, int attribute, int count) {
            return IntStream.range(0, count)
                    .map(code -> appender.category(attribute, "v" + code))
                    .toArray();
        }

        @Override
        public void journey(long customer, long key, int journeyRegion, int journeySegment, double journeyValue) {
            region = journeyRegion;
            segment = journeySegment;
            value = Math.round(journeyValue * 100) / 100.0;
            begins = true;
        }

        @Override
        public void interaction(
                long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
            appender.begin(
                    Long.toString(customer).getBytes(StandardCharsets.ISO_8859_1),
                    Long.toString(key).getBytes(StandardCharsets.ISO_8859_1));
            appender.interaction(touchpoints[touchpoint], second, nano, sequence++);
            appender.category(0, channels[channel]);
            if (score >= 0) {
                appender.number(1, score);
            }
            if (begins) {
                appender.category(2, regions[region]);
                appender.category(3, segments[segment]);
                appender.number(4, value);
                begins = false;
            }
            appender.end();
        }
    }

    private void sizes(Store store) {
        System.out.println("bytes per interaction:");
        long total = 0;
        for (var entry : store.sizes().entrySet()) {
            total += entry.getValue();
            System.out.printf(Locale.ROOT, "  %-24s %6.2f%n", entry.getKey(), (double) entry.getValue() / size);
        }
        System.out.printf(Locale.ROOT, "  %-24s %6.2f%n", "all", (double) total / size);
    }

    private static void open(Store store) throws Exception {
        Path folder = Files.createTempDirectory("corridor-benchmark");
        Path saved = folder.resolve("store");
        try {
            store.save(saved, java.util.Map.of(), false);
            long wall = System.nanoTime();
            Store opened = Store.open(saved);
            long ready = System.nanoTime();
            JourneySelection journeys = opened.journeys(new JourneyRule.ByKey()).all();
            Flow.of(journeys);
            long first = System.nanoTime();
            Flow.of(journeys);
            long second = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "opened in %.3f s; the first map, with the checks of its blocks, in %.2f s, the second in %.2f s%n",
                    (ready - wall) / 1e9,
                    (first - ready) / 1e9,
                    (second - first) / 1e9);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void load(Duck duck) throws SQLException {
        duck.execute(
                "create table raw(j bigint, c bigint, tp utinyint, t bigint, n integer, seq bigint, score double)");
        try (DuckDBAppender appender = duck.appender("raw")) {
            long[] sequence = {0};
            traffic(new Traffic.Visitor() {
                @Override
                public void journey(long customer, long key, int region, int segment, double value) {}

                @Override
                public void interaction(
                        long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
                    try {
                        appender.beginRow();
                        appender.append(key);
                        appender.append(customer);
                        appender.append((byte) touchpoint);
                        appender.append(second);
                        appender.append(nano);
                        appender.append(sequence[0]++);
                        if (score >= 0) {
                            appender.append((double) score);
                        } else {
                            appender.appendNull();
                        }
                        appender.endRow();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
        }
        duck.execute("create table p as select j, tp, t, row_number() over (order by j, t, n, seq) as i, score"
                + " from raw order by j, t, n, seq");
        duck.execute("create table pairs as select * from (select j, tp as a, lead(tp) over w as b,"
                + " lead(t) over w - t as dt from p window w as (partition by j order by i)) where b is not null");
        duck.execute("create table journeys as select j, string_agg(chr(65 + tp), '' order by i) as path,"
                + " min(t) as t0, avg(score) as score from p group by j");
        duck.execute("drop table raw");
    }

    // Questions

    private void questions(Store store, JourneySelection journeys, Duck duck) {
        ask(
                "edge counts",
                () -> EdgeCounts.of(journeys).edges().stream()
                        .map(edge -> name(store, edge.from()) + " " + name(store, edge.to()) + " " + edge.count())
                        .sorted()
                        .toList(),
                () -> EdgeCounts.of(journeys),
                duck,
                row -> Traffic.touchpoint(code(row.get(0))) + " " + Traffic.touchpoint(code(row.get(1))) + " "
                        + row.get(2),
                "select a, b, count(*) from (select tp as a, lead(tp) over (partition by j order by i) as b from p)"
                        + " where b is not null group by a, b",
                "select a, b, count(*) from (select tp as a, lead(tp) over () as b, j, lead(j) over () as k from p)"
                        + " where j = k group by a, b",
                "select a, b, count(*) from pairs group by a, b");
        ask(
                "counts + median and p90 (1.6 %)",
                () -> flow(store, Flow.of(journeys)),
                () -> Flow.of(journeys),
                duck,
                row -> Traffic.touchpoint(code(row.get(0))) + " " + Traffic.touchpoint(code(row.get(1))) + " "
                        + row.get(2),
                QUANTILES);
        ask(
                "counts + exact median and p90",
                () -> exactFlow(store, journeys),
                () -> exact(journeys),
                duck,
                row -> Traffic.touchpoint(code(row.get(0))) + " " + Traffic.touchpoint(code(row.get(1))) + " "
                        + row.get(2) + " " + round((Double) row.get(3)) + " " + round((Double) row.get(4)),
                QUANTILES);
        ask(
                "top paths",
                () -> PathCounts.of(journeys).top(20).stream()
                        .map(PathCounts.Path::count)
                        .map(String::valueOf)
                        .sorted()
                        .toList(),
                () -> PathCounts.of(journeys).top(20),
                duck,
                row -> String.valueOf(row.get(1)),
                "select path, count(*) as n from (select j, string_agg(chr(65 + tp), '' order by i) as path from p"
                        + " group by j) group by path order by n desc limit 20",
                NOT_ASKED,
                "select path, count(*) as n from journeys group by path order by n desc limit 20");
        Filter filter = FilterParser.parse("passes trouble.0");
        int trouble = 32;
        ask(
                "filtered map",
                () -> EdgeCounts.of(select(filter, store, journeys)).edges().stream()
                        .map(edge -> name(store, edge.from()) + " " + name(store, edge.to()) + " " + edge.count())
                        .sorted()
                        .toList(),
                () -> EdgeCounts.of(select(filter, store, journeys)),
                duck,
                row -> Traffic.touchpoint(code(row.get(0))) + " " + Traffic.touchpoint(code(row.get(1))) + " "
                        + row.get(2),
                "select a, b, count(*) from (select tp as a, lead(tp) over (partition by j order by i) as b from p"
                        + " where j in (select j from p where tp = " + trouble + ")) where b is not null group by a, b",
                "select a, b, count(*) from (select tp as a, lead(tp) over () as b, j, lead(j) over () as k from p)"
                        + " where j = k and j in (select j from p where tp = " + trouble + ") group by a, b",
                "select a, b, count(*) from pairs where j in (select j from journeys where contains(path, chr(65 + "
                        + trouble + "))) group by a, b");
        int[] steps = IntStream.of(FUNNEL)
                .map(step -> store.touchpoints().code(Traffic.touchpoint(step)).orElseThrow())
                .toArray();
        ask(
                "funnel, 5 steps within 7 days",
                () -> List.of(IntStream.range(0, steps.length)
                        .mapToObj(step -> String.valueOf(Funnel.of(journeys, steps, OptionalLong.of(WINDOW))
                                .reached(step)))
                        .collect(Collectors.joining(" "))),
                () -> Funnel.of(journeys, steps, OptionalLong.of(WINDOW)),
                duck,
                row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                funnelSql());
        int base = store.touchpoints().code(Traffic.touchpoint(trouble)).orElseThrow();
        int score = store.schema().idOf(Schema.SCORE);
        ask(
                "score of journeys that visited or not",
                () -> {
                    Visited split = Visited.of(journeys, score);
                    return List.of(round(split.visited(base).mean().orElseThrow()) + " "
                            + round(split.notVisited(base).mean().orElseThrow()));
                },
                () -> Visited.of(journeys, score),
                duck,
                row -> round((Double) row.get(0)) + " " + round((Double) row.get(1)),
                "select avg(s) filter (where v), avg(s) filter (where not v) from (select j, avg(score) as s,"
                        + " bool_or(tp = " + trouble + ") as v from p group by j)",
                NOT_ASKED,
                "select avg(score) filter (where contains(path, chr(65 + " + trouble + "))),"
                        + " avg(score) filter (where not contains(path, chr(65 + " + trouble + "))) from journeys");
    }

    private static JourneySelection select(Filter filter, Store store, JourneySelection journeys) {
        return ResolvedFilter.of(filter, store, ZoneOffset.UTC).select(journeys);
    }

    private static ExactFlowTimes exact(JourneySelection journeys) {
        return new ExactFlowTimes(Flow.of(journeys), journeys);
    }

    private static List<String> exactFlow(Store store, JourneySelection journeys) {
        Flow flow = Flow.of(journeys);
        ExactFlowTimes times = new ExactFlowTimes(flow, journeys);
        List<String> lines = new ArrayList<>();
        for (Flow.Edge edge : flow.edges()) {
            double median = times.median(edge).orElseThrow();
            double p90 = times.p90(edge).orElseThrow();
            requireNear(edge.quantile(0.5).orElseThrow(), median);
            requireNear(edge.quantile(0.9).orElseThrow(), p90);
            lines.add(name(store, edge.from()) + " " + name(store, edge.to()) + " " + edge.count() + " " + round(median)
                    + " " + round(p90));
        }
        return lines.stream().sorted().toList();
    }

    private static void requireNear(double grouped, double exact) {
        if (Math.abs(grouped - exact) > exact / 64) {
            throw new IllegalStateException("a grouped quantile of " + grouped + " for " + exact);
        }
    }

    private static List<String> flow(Store store, Flow flow) {
        return flow.edges().stream()
                .map(edge -> name(store, edge.from()) + " " + name(store, edge.to()) + " " + edge.count())
                .sorted()
                .toList();
    }

    private static String funnelSql() {
        StringBuilder sql = new StringBuilder(
                "with s0 as (select j, min(i) as i, min(t) as t0 from p where tp = " + FUNNEL[0] + " group by j)");
        for (int step = 1; step < FUNNEL.length; step++) {
            sql.append(", s")
                    .append(step)
                    .append(" as (select p.j, min(p.i) as i, any_value(s.t0) as t0 from p join s")
                    .append(step - 1)
                    .append(" s on p.j = s.j and p.i > s.i and p.t <= s.t0 + ")
                    .append(WINDOW)
                    .append(" where p.tp = ")
                    .append(FUNNEL[step])
                    .append(" group by p.j)");
        }
        sql.append(IntStream.range(0, FUNNEL.length)
                .mapToObj(step -> "(select count(*) from s" + step + ")")
                .collect(Collectors.joining(", ", " select ", "")));
        return sql.toString();
    }

    private static int code(Object value) {
        return ((Number) value).intValue();
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String name(Store store, int code) {
        return store.touchpoints().name(code);
    }

    private void ask(
            String question,
            Supplier<List<String>> answer,
            Runnable engine,
            Duck duck,
            java.util.function.Function<List<Object>, String> row,
            String... forms) {
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(engine);
        List<String> expected = answer.get();
        if (duckdb) {
            for (String sql : forms) {
                if (sql.equals(NOT_ASKED)) {
                    continue;
                }
                List<String> found = duck.rows(sql).stream().map(row).sorted().toList();
                if (!found.equals(expected)) {
                    throw new IllegalStateException(
                            question + ": the results differ\n" + expected + "\n" + found + "\n" + sql);
                }
                tasks.add(() -> duck.rows(sql));
            }
        }
        List<CpuClock.Times> times = new ArrayList<>(CpuClock.interleaved(4, rounds, tasks));
        double own = times.getFirst().median();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-40s %6.2f ns (%.2f to %.2f)",
                question,
                own / size,
                times.getFirst().min() / size,
                times.getFirst().max() / size));
        int measured = 1;
        for (int form = 0; form < forms.length && duckdb; form++) {
            if (!forms[form].equals(NOT_ASKED)) {
                double other = times.get(measured++).median();
                line.append(String.format(
                        Locale.ROOT, "  %c %.1f ns, %.0fx", "POM".charAt(form), other / size, other / own));
            }
        }
        report.add(line.toString());
        System.out.println(line);
        for (String sql : forms) {
            System.out.println("    " + sql);
        }
    }
}
