package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A store whose parts were replaced again and again, as customers came, changed and went, answers every question as
/// is defined for what is left, and as a store built whole: also when it was saved and opened in between.
class ReplacedPartsTest {
    private static final int STEPS = 4;
    private static final int QUICK = 2;
    private static final int MANY = 30;

    @TempDir
    private Path folder = Path.of(".");

    @ParameterizedTest
    @EnumSource
    void answersAsIfBuiltWhole(LogShape shape) {
        for (long seed = 0; seed < QUICK; seed++) {
            replace(shape, seed);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void answersAsIfBuiltWholeAfterManySequences(LogShape shape) {
        for (long seed = QUICK; seed < MANY; seed++) {
            replace(shape, seed);
        }
    }

    /// The records of everybody who has a part: customers, and keys without one.
    private static Map<String, List<NaiveInteraction>> units(NaiveLog log) {
        Map<String, List<NaiveInteraction>> units = new LinkedHashMap<>();
        for (NaiveInteraction record : log.records()) {
            String unit = record.key()
                    .customer()
                    .map(name -> "c" + name)
                    .orElse("k" + record.key().key());
            units.computeIfAbsent(unit, _ -> new ArrayList<>()).add(record);
        }
        return units;
    }

    private static int part(NaiveInteraction record) {
        byte[] customer = record.key()
                .customer()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
        return StoreBuilder.part(customer, record.key().key().getBytes(StandardCharsets.UTF_8));
    }

    private static List<NaiveInteraction> some(List<NaiveInteraction> records, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> records;
            default -> records.stream().filter(_ -> random.nextBoolean()).toList();
        };
    }

    private void replace(LogShape shape, long seed) {
        Random random = new Random(seed);
        NaiveLog all = RandomLogs.log(shape, seed);
        Map<String, List<NaiveInteraction>> units = units(all);
        Map<String, List<NaiveInteraction>> present = new LinkedHashMap<>();
        units.forEach((unit, records) -> present.put(unit, some(records, random)));
        BuildOptions options = new BuildOptions(
                random.nextInt(4) == 0 ? 0 : 1 << 20,
                folder,
                2,
                List.of(1, 50, 1_000_000).get(random.nextInt(3)));
        Path place = folder.resolve(shape + "-" + seed);
        Store store = OracleTrial.store(log(all, present), seed);
        for (int step = 0; step < STEPS; step++) {
            String name = shape + ", seed " + seed + ", step " + step;
            long touched = 0;
            List<String> names = new ArrayList<>(units.keySet());
            Collections.shuffle(names, random);
            for (String unit : names.subList(0, Math.min(names.size(), 1 + random.nextInt(5)))) {
                present.put(unit, some(units.getOrDefault(unit, List.of()), random));
                touched |= 1L << part(units.getOrDefault(unit, List.of()).getFirst());
            }
            NaiveLog now = log(all, present);
            try (StoreBuilder builder = StoreBuilder.replacing(store, all.schema(), touched, options)) {
                assertThat(builder.parts() & touched).as(name).isEqualTo(touched);
                try (Appender appender = builder.appender()) {
                    List<NaiveInteraction> wanted = new ArrayList<>(now.records().stream()
                            .filter(record -> (builder.parts() >>> part(record) & 1) != 0)
                            .toList());
                    Collections.shuffle(wanted, random);
                    LogAppender.append(all.schema(), wanted, appender);
                }
                store = builder.build();
            }
            if (random.nextBoolean()) {
                store.save(place, Map.of("step", String.valueOf(step)), true);
                store = Store.open(place);
            }
            store.verify();
            compare(name, store, now, shape, seed);
        }
    }

    private static NaiveLog log(NaiveLog all, Map<String, List<NaiveInteraction>> present) {
        return new NaiveLog(
                all.schema(), present.values().stream().flatMap(List::stream).toList());
    }

    private static void compare(String name, Store store, NaiveLog now, LogShape shape, long seed) {
        Store whole = OracleTrial.store(now, seed);
        assertThat(store.interactions()).as(name).isEqualTo(whole.interactions());
        assertThat(IntStream.range(0, now.schema().attributes().size()).mapToLong(store::conflicts))
                .as(name)
                .containsExactlyElementsOf(
                        IntStream.range(0, now.schema().attributes().size())
                                .mapToObj(whole::conflicts)
                                .toList());
        Set<String> known = new HashSet<>(store.touchpoints().all());
        assertThat(now.interactions()).as(name).allMatch(record -> known.contains(record.touchpoint()));
        EngineOracleTest.check(OracleTrial.of(now, store, shape, seed));
    }
}
