package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Builds a store and saves it to the same folder again and again, until it is killed or fails.
public final class SaveForever {
    private SaveForever() {}

    /// @param arguments the folder, the number of interactions, the number of times
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int interactions = Integer.parseInt(arguments[1]);
        try (StoreBuilder builder =
                new StoreBuilder(new Schema(List.of(), List.of(), List.of(), true), BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                int touchpoint = appender.touchpoint("a");
                for (int i = 0; i < interactions; i++) {
                    appender.begin(null, ("key " + i / 4).getBytes(StandardCharsets.UTF_8));
                    appender.interaction(touchpoint, i, 0, i);
                    appender.end();
                }
            }
            Store store = builder.build();
            for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
                store.save(folder, Map.of("run", String.valueOf(run)), true);
                System.out.println("saved " + run);
            }
        } catch (CorridorException error) {
            System.out.println(error.code() + " " + error.sentence());
        }
    }
}
