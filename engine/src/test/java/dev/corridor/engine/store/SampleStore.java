package dev.corridor.engine.store;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small store that has everything a store can have: every kind of attribute at every level, dense and
/// sparse columns, customers with several keys and none, missing times, distinct paths, conflicts, notes.
final class SampleStore {
    static final Map<String, String> NOTES =
            Collections.unmodifiableMap(new TreeMap<>(Map.of("recipe", "orders: by hand\n", "заметка", "é")));
    private static final int OUTCOME = 0;
    private static final int SCORE = 1;
    private static final int COMMENT = 2;
    private static final int VALUE = 3;
    private static final int DUE = 4;
    private static final int SELLERS = 5;
    private static final int REGION = 6;
    private static final long NEW_YEAR = 1_577_836_800L;

    private SampleStore() {}

    static Schema schema() {
        return new Schema(
                List.of(
                        new Attribute("outcome", Kind.CATEGORY, Level.INTERACTION, Aggregate.LATEST, new Known.AtEnd()),
                        new Attribute("score", Kind.NUMBER, Level.INTERACTION, Aggregate.MEAN, new Known.AtEnd()),
                        new Attribute("comment", Kind.TEXT, Level.INTERACTION, Aggregate.LATEST, new Known.AtEnd()),
                        new Attribute(
                                "value", Kind.NUMBER, Level.KEY, Aggregate.SUM, new Known.AtTouchpoint("order.placed")),
                        new Attribute("due", Kind.TIME, Level.KEY, Aggregate.LARGEST, new Known.AtStart()),
                        new Attribute("sellers", Kind.SET, Level.KEY, Aggregate.SET, new Known.AtEnd()),
                        new Attribute("region", Kind.CATEGORY, Level.CUSTOMER, Aggregate.ONE, new Known.AtEnd())),
                List.of("order.placed", "parcel.delivered"),
                List.of("survey.answered"),
                false);
    }

    static Store build() {
        return build(new BuildOptions(1 << 20, BuildOptions.defaults().spillFolder(), 1));
    }

    /// A store of few blocks, for tests that try every bit.
    static Store small() {
        Schema schema = new Schema(
                List.of(new Attribute("channel", Kind.SET, Level.KEY, Aggregate.SET, new Known.AtEnd())),
                List.of(),
                List.of("B"),
                true);
        try (StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                for (int i = 0; i < 4; i++) {
                    appender.begin(bytes("c" + i / 2), bytes("k"));
                    appender.interaction(appender.touchpoint(i % 2 == 0 ? "A" : "B"), NEW_YEAR + i * 60L, 0, i);
                    appender.member(0, appender.category(0, i % 2 == 0 ? "web" : "shop"));
                    appender.end();
                }
            }
            return builder.build();
        }
    }

    static Store build(BuildOptions options) {
        try (StoreBuilder builder = new StoreBuilder(schema(), options)) {
            try (Appender appender = builder.appender()) {
                append(appender);
            }
            return builder.build();
        }
    }

    private static void append(Appender appender) {
        int[] touchpoints = {
            appender.touchpoint("order.placed"),
            appender.touchpoint("parcel.delivered"),
            appender.touchpoint("survey.answered")
        };
        long sequence = 0;
        for (int order = 0; order < 9; order++) {
            for (int step = 0; step < 3; step++) {
                if (order == 7 && step == 2) {
                    continue;
                }
                begin(appender, order);
                if (order == 8 && step == 1) {
                    appender.untimed(touchpoints[step], sequence++);
                } else {
                    appender.interaction(touchpoints[step], NEW_YEAR + order * 86_400L + step * 3_600L, 0, sequence++);
                }
                appender.category(OUTCOME, appender.category(OUTCOME, (order + step) % 4 == 0 ? "failed" : "ok"));
                if (order == 2 && step == 2) {
                    appender.number(SCORE, 4);
                    appender.text(COMMENT, 4_711);
                }
                if (step == 0) {
                    appender.number(VALUE, 10.25 + order);
                    appender.member(SELLERS, appender.category(SELLERS, "seller " + order % 2));
                    appender.member(SELLERS, appender.category(SELLERS, "seller " + order % 3));
                }
                appender.end();
            }
        }
        for (int order = 0; order < 3; order++) {
            begin(appender, order);
            appender.valuesOnly(sequence++);
            appender.time(DUE, NEW_YEAR + 900_000 + order);
            appender.category(REGION, appender.category(REGION, "region " + order));
            appender.end();
        }
    }

    /// Orders 0 and 1 are one customer's, order 6 is nobody's.
    private static void begin(Appender appender, int order) {
        byte[] customer = order == 6 ? null : bytes("customer " + Math.max(1, order));
        appender.begin(customer, bytes("order " + order));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
