package dev.corridor.engine.store;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What customers did, told to builders whole or in parts: per customer the touchpoints passed, one per second.
record Visits(Map<String, List<String>> byCustomer) {
    static final Schema SCHEMA = new Schema(
            List.of(
                    new Attribute("channel", Kind.CATEGORY, Level.INTERACTION, Aggregate.LATEST, new Known.AtEnd()),
                    new Attribute("region", Kind.CATEGORY, Level.CUSTOMER, Aggregate.ONE, new Known.AtEnd()),
                    new Attribute("tags", Kind.SET, Level.KEY, Aggregate.SET, new Known.AtEnd())),
            List.of(),
            List.of("end"),
            true);

    Visits {
        byCustomer = new TreeMap<>(byCustomer);
    }

    static BuildOptions options(long segmentRecords) {
        BuildOptions defaults = BuildOptions.defaults();
        return new BuildOptions(defaults.memory(), defaults.spillFolder(), 1, segmentRecords);
    }

    static int part(String customer) {
        return StoreBuilder.part(bytes(customer), bytes("key"));
    }

    Store build(long segmentRecords) {
        try (StoreBuilder builder = new StoreBuilder(SCHEMA, options(segmentRecords))) {
            tell(builder);
            return builder.build();
        }
    }

    /// Replaces the parts of these customers by what they have here.
    Store replacing(Store store, long segmentRecords, String... customers) {
        long parts = 0;
        for (String customer : customers) {
            parts |= 1L << part(customer);
        }
        try (StoreBuilder builder = StoreBuilder.replacing(store, SCHEMA, parts, options(segmentRecords))) {
            tell(builder);
            return builder.build();
        }
    }

    private void tell(StoreBuilder builder) {
        try (Appender appender = builder.appender()) {
            for (Map.Entry<String, List<String>> entry : byCustomer.entrySet()) {
                if ((builder.parts() >>> part(entry.getKey()) & 1) != 0) {
                    tell(appender, entry.getKey(), entry.getValue());
                }
            }
        }
    }

    /// A touchpoint's last letter is its channel, its first the region; two regions are a conflict.
    private static void tell(Appender appender, String customer, List<String> touchpoints) {
        long place = 1_000L * Integer.toUnsignedLong(customer.hashCode());
        for (int i = 0; i < touchpoints.size(); i++) {
            String touchpoint = touchpoints.get(i);
            appender.begin(bytes(customer), bytes("key"));
            appender.interaction(appender.touchpoint(touchpoint), place % 1_000_000 + i, 0, place + i);
            appender.category(0, appender.category(0, touchpoint.substring(touchpoint.length() - 1)));
            appender.category(1, appender.category(1, touchpoint.substring(0, 1)));
            appender.member(2, appender.category(2, "tag " + touchpoint));
            appender.end();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
