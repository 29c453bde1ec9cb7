package dev.corridor.benchmarks;

import dev.corridor.cli.Corridor;
import dev.corridor.testkit.Traffic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Mines a CSV file from end to end in a process of its own, and lets DuckDB read and sort the same file;
/// compares the number of interactions and the count of every edge before it prints processor seconds.
///
/// Arguments: number of rows (10,000,000), heap of the child (4g), runs (3).
public final class LoadBenchmark {
    private static final String CHILD = "--child";

    private LoadBenchmark() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals(CHILD)) {
            child(List.of(arguments).subList(1, arguments.length));
            return;
        }
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        String heap = arguments.length > 1 ? arguments[1] : "4g";
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path folder = Files.createTempDirectory("corridor-load");
        Path csv = folder.resolve("log.csv");
        Path answer = folder.resolve("answer.json");
        try {
            write(csv, rows);
            System.out.printf(
                    Locale.ROOT,
                    "Java %s, %d processors, %,d rows, %,d MB, heap of the child %s%n",
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors(),
                    rows,
                    Files.size(csv) >> 20,
                    heap);
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                double own = mine(csv, answer, heap);
                double wall = (System.nanoTime() - start) / 1e9;
                double duck = duck(csv, rows, answer);
                System.out.printf(
                        Locale.ROOT,
                        "mine %.1f s of CPU, %.1f s by the clock; DuckDB read_csv + order by %.1f s of CPU; %.2fx%n",
                        own,
                        wall,
                        duck,
                        duck / own);
            }
        } finally {
            Files.deleteIfExists(csv);
            Files.deleteIfExists(answer);
            Files.delete(folder);
        }
    }

    private static void child(List<String> arguments) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> System.err.printf(Locale.ROOT, "cpu %.3f%n", CpuClock.nanos() / 1e9)));
        Corridor.main(arguments.toArray(String[]::new));
    }

    private static void write(Path csv, long rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("case_id,activity,timestamp,channel\n");
            new Traffic(1, rows).stream(new Traffic.Visitor() {
                @Override
                public void journey(long customer, long key, int region, int segment, double value) {}

                @Override
                public void interaction(
                        long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
                    try {
                        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
                        out.write("order-");
                        out.write(Long.toString(key));
                        out.write(',');
                        out.write(Traffic.touchpoint(touchpoint));
                        out.write(',');
                        out.write(time.toLocalDate().toString());
                        out.write(' ');
                        String clock = time.toLocalTime().toString();
                        out.write(clock.length() == 5 ? clock + ":00" : clock);
                        out.write(",channel ");
                        out.write(Integer.toString(channel));
                        out.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    private static double mine(Path csv, Path answer, String heap) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoadBenchmark.class.getName(),
                CHILD,
                "mine",
                csv.toString(),
                "--json"));
        Path messages = csv.resolveSibling("messages.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(answer.toFile())
                .redirectError(messages.toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(messages, StandardCharsets.UTF_8);
        Files.delete(messages);
        if (status != 0) {
            throw new IllegalStateException("mine ended with " + status + ": " + said);
        }
        String cpu = said.substring(said.lastIndexOf("cpu ") + 4).strip();
        return Double.parseDouble(cpu);
    }

    private static double duck(Path csv, long rows, Path answer) throws Exception {
        try (Duck duck = new Duck(Runtime.getRuntime().availableProcessors())) {
            long start = CpuClock.nanos();
            duck.execute("create table t as select row_number() over () as i, * from read_csv('" + csv + "')");
            duck.execute("create table p as select * from t order by case_id, \"timestamp\", i");
            double cpu = (CpuClock.nanos() - start) / 1e9;
            String found = Files.readString(answer);
            require(found.contains("\"interactions\" : " + rows + ","), "the number of interactions differs");
            for (List<Object> edge :
                    duck.rows("select a, b, count(*) from (select activity as a, lead(activity) over w as b"
                            + " from p window w as (partition by case_id order by \"timestamp\", i)) where b is not null"
                            + " group by a, b")) {
                String line = "\"from\" : \"" + edge.get(0) + "\",\n    \"to\" : \"" + edge.get(1)
                        + "\",\n    \"count\" : " + edge.get(2) + ",";
                require(found.contains(line), "the count of " + edge + " differs");
            }
            return cpu;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
