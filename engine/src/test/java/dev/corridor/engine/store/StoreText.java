package dev.corridor.engine.store;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Groups;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Everything that can be seen of a store, as text: two stores with the same text answer every question alike.
final class StoreText {
    private StoreText() {}

    static String of(Store store) {
        StringJoiner text = new StringJoiner("\n");
        text.add(store.schema().toString());
        text.add("touchpoints " + store.touchpoints().all());
        for (int id = 0; id < store.schema().attributes().size(); id++) {
            text.add("attribute " + id + " " + store.categories(id).all() + ", conflicts " + store.conflicts(id));
        }
        text.add("notes " + store.notes());
        for (JourneyRule rule : List.of(new JourneyRule.ByKey(), new JourneyRule.ByCustomer())) {
            JourneyLog log = store.journeys(rule);
            text.add(rule + " as of " + log.asOf() + ", outside " + log.outside());
            journeys(log).forEach(text::add);
            figures(log).forEach(text::add);
        }
        return text.toString();
    }

    /// One line per journey.
    static List<String> journeys(JourneyLog log) {
        Store store = log.store();
        return log.all().fold(new ArrayList<>(), (lines, visit) -> {
            Journeys part = visit.journeys();
            int journey = visit.journey();
            StringJoiner line = new StringJoiner(" ");
            line.add(part.keyName(journey) + "/" + part.customerName(journey).orElse("-") + "#"
                    + part.orderMajor(journey));
            for (int i = part.offset(journey); i < part.offset(journey + 1); i++) {
                long second = part.second(i);
                line.add(store.touchpoints().name(part.touchpoint(i)) + "@"
                        + (second == Journeys.UNTIMED ? "-" : second));
            }
            for (int id = 0; id < store.schema().attributes().size(); id++) {
                line.add(store.schema().attributes().get(id).name() + "=" + value(store, part, journey, id));
            }
            lines.add(line.toString());
            return lines;
        });
    }

    private static String value(Store store, Journeys part, int journey, int id) {
        Attribute attribute = store.schema().attributes().get(id);
        return switch (attribute.kind()) {
            case NUMBER -> String.valueOf(part.number(id, journey));
            case TIME, TEXT ->
                part.integer(id, journey) == Column.NONE ? "-" : String.valueOf(part.integer(id, journey));
            case CATEGORY, SET -> {
                List<String> names = new ArrayList<>();
                for (int code : part.anyCodes(id, journey)) {
                    names.add(store.categories(id).name(code));
                }
                yield names.toString();
            }
        };
    }

    private static List<String> figures(JourneyLog log) {
        JourneySelection all = log.all();
        List<String> digests = new ArrayList<>();
        digests.add(TouchpointCounts.of(all).digest());
        digests.add(StartsAndEnds.of(all).digest());
        digests.add(Flow.of(all).digest());
        digests.add(Paths.of(all).digest());
        digests.add(Loops.of(all).digest());
        digests.add(Extent.of(all).digest());
        digests.add(JourneyDurations.of(all, new OpenJourneys(log)).digest());
        for (int id = 0; id < log.store().schema().attributes().size(); id++) {
            Attribute attribute = log.store().schema().attributes().get(id);
            switch (attribute.kind()) {
                case CATEGORY, SET -> digests.add(Groups.of(all, id).digest());
                case NUMBER -> digests.add(Visited.of(all, id).digest());
                case TIME, TEXT -> {}
            }
        }
        return digests;
    }
}
