package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.TouchpointCounts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Opens a store, cuts its files, goes on reading, and prints the code of the error it gets.
public final class CutWhileMapped {
    private CutWhileMapped() {}

    /// @param arguments the folder of the store, and when its files are cut: `unread`, `checked` or `scanned`
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder);
        Store store = Store.open(folder);
        switch (arguments[1]) {
            case "unread" -> {
                cut(folder);
                report(store);
            }
            case "checked" -> {
                store.verify();
                cut(folder);
                report(store);
            }
            case "scanned" -> {
                JourneyLog log = store.journeys(new JourneyRule.ByKey());
                for (int i = 0; i < 20; i++) {
                    summarise(log);
                }
                cut(folder);
                try {
                    summarise(log);
                    System.out.println("NOTHING");
                } catch (CorridorException error) {
                    System.out.println(error.code());
                }
            }
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private static void write(Path folder) {
        Schema schema = new Schema(List.of(), List.of(), List.of("t0"), true);
        try (StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                int[] touchpoints = new int[9];
                for (int i = 0; i < 9; i++) {
                    touchpoints[i] = appender.touchpoint("t" + i);
                }
                for (int i = 0; i < 200_000; i++) {
                    appender.begin(new byte[] {(byte) (i / 10), (byte) (i / 2_560)}, new byte[] {1});
                    appender.interaction(touchpoints[Math.floorMod(i * 0x9e3779b9 >> 16, 9)], i, 0, i);
                    appender.end();
                }
            }
            builder.build().save(folder, Map.of(), false);
        }
    }

    private static void cut(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(100);
                }
            }
        }
    }

    private static void report(Store store) {
        try {
            summarise(store.journeys(new JourneyRule.ByKey()));
            System.out.println("NOTHING");
        } catch (CorridorException error) {
            System.out.println(error.code());
        }
    }

    private static void summarise(JourneyLog log) {
        TouchpointCounts.of(log.all());
        Flow.of(log.all());
        Paths.of(log.all());
        OpenJourneys open = new OpenJourneys(log);
        if (open.patience().isEmpty()) {
            throw new IllegalStateException("every journey is completed");
        }
    }
}
