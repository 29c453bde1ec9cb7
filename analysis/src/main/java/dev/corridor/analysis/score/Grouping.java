package dev.corridor.analysis.score;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// By what answers and the journeys that were asked are told apart. Groups are numbered; [#NONE] is the group of
/// those without a value.
sealed interface Grouping {
    /// The number of the group without a value.
    int NONE = -1;

    /// The groups of an answer, at least one.
    int[] ofAnswer(Journeys part, int journey, int interaction);

    /// The groups of a journey that was asked, at least one.
    ///
    /// @param asked the interaction at which it was asked, or -1
    int[] ofJourney(Journeys part, int journey, int asked);

    String name(int group);

    /// Whether one answer may stand in several groups.
    default boolean overlaps() {
        return false;
    }

    /// Whether groups have an order of their own, which is that of their numbers under [#order].
    default boolean ordered() {
        return false;
    }

    /// The order of groups whose numbers of answers are equal, or of all where they are [#ordered].
    default Comparator<Integer> order() {
        return Comparator.naturalOrder();
    }

    /// The grouping that a question names.
    static Grouping of(String by, Store store, LocalClock clock) {
        if (by.equals("touchpoint")) {
            return new ByTouchpoint(store);
        }
        if (by.equals("month")) {
            return new ByMonth(clock);
        }
        if (by.equals("visited")) {
            return new ByVisited(store);
        }
        if (by.equals("begun")) {
            return new ByBeginning(clock);
        }
        int id = store.schema().idOf(by);
        if (id < 0) {
            List<String> usable = store.schema().attributes().stream()
                    .filter(Grouping::usable)
                    .map(Attribute::name)
                    .toList();
            throw new CorridorException(
                    ScoreError.UNKNOWN_NAME,
                    "--by names the attribute \"" + by + "\", which the data do not have.",
                    "There are touchpoint, visited, month, begun"
                            + (usable.isEmpty() ? "" : ", " + String.join(", ", usable)) + ".");
        }
        Attribute attribute = store.schema().attributes().get(id);
        if (by.equals(Schema.SCORE)) {
            throw new CorridorException(
                    ScoreError.UNUSABLE_GROUP,
                    "Scores grouped by the score itself say nothing.",
                    "Group by something that does not come from the answer.");
        }
        return switch (attribute.kind()) {
            case CATEGORY, SET -> new ByCategory(store, id);
            case NUMBER -> new ByNumber(store, id);
            case TIME, TEXT ->
                throw new CorridorException(
                        ScoreError.UNUSABLE_GROUP,
                        "The attribute \"" + by + "\" is a "
                                + (attribute.kind() == Attribute.Kind.TIME ? "time" : "text")
                                + ", by which nobody is grouped.",
                        attribute.kind() == Attribute.Kind.TIME
                                ? "Group by month (that of the answer), or make a category of it in the recipe."
                                : "Declare it as a category in the recipe if it has few different texts.");
        };
    }

    private static boolean usable(Attribute attribute) {
        return !attribute.name().equals(Schema.SCORE)
                && attribute.kind() != Attribute.Kind.TIME
                && attribute.kind() != Attribute.Kind.TEXT;
    }

    /// By the touchpoint at which the answer was given.
    record ByTouchpoint(Store store) implements Grouping {
        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            return new int[] {part.touchpoint(interaction)};
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            throw new IllegalStateException("journeys are asked at several touchpoints");
        }

        @Override
        public String name(int group) {
            return store.touchpoints().name(group);
        }
    }

    /// By the local month of the answer; of a journey the month in which it was asked, or in which it was last
    /// heard of where nothing says when it was asked.
    record ByMonth(LocalClock clock) implements Grouping {
        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            return month(part.second(interaction));
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            return month(asked < 0 ? part.finish(journey) : part.second(asked));
        }

        private int[] month(long second) {
            return second == Journeys.UNTIMED ? new int[] {NONE} : new int[] {clock.month(second)};
        }

        @Override
        public String name(int group) {
            return LocalClock.monthName(group);
        }

        @Override
        public boolean ordered() {
            return true;
        }
    }

    /// By the touchpoints that the journey passed; an answer stands in the group of each.
    record ByVisited(Store store) implements Grouping {
        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            return ofJourney(part, journey, interaction);
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            return Arrays.stream(part.path(journey)).distinct().toArray();
        }

        @Override
        public String name(int group) {
            return store.touchpoints().name(group);
        }

        @Override
        public boolean overlaps() {
            return true;
        }
    }

    /// By the local month in which the journey began.
    record ByBeginning(LocalClock clock) implements Grouping {
        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            return ofJourney(part, journey, interaction);
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            long second = part.start(journey);
            return second == Journeys.UNTIMED ? new int[] {NONE} : new int[] {clock.month(second)};
        }

        @Override
        public String name(int group) {
            return LocalClock.monthName(group);
        }

        @Override
        public boolean ordered() {
            return true;
        }
    }

    /// By a category or a set: the answer's own value, else that of its journey.
    record ByCategory(Store store, int attribute) implements Grouping {
        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            if (declared().level() == Attribute.Level.INTERACTION && declared().kind() == Attribute.Kind.CATEGORY) {
                long own = part.interactionInteger(attribute, interaction);
                if (own != Column.NONE) {
                    return new int[] {(int) own};
                }
            }
            return ofJourney(part, journey, -1);
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            int[] codes = part.codes(attribute, journey);
            return codes.length == 0 ? new int[] {NONE} : codes;
        }

        @Override
        public String name(int group) {
            return store.categories(attribute).name(group);
        }

        @Override
        public boolean overlaps() {
            return declared().kind() == Attribute.Kind.SET || declared().aggregate() == Attribute.Aggregate.SET;
        }

        private Attribute declared() {
            return store.schema().attributes().get(attribute);
        }
    }

    /// By the distinct values of a number: the answer's own value, else that of its journey.
    final class ByNumber implements Grouping {
        private final Store store;
        private final int attribute;
        private final Map<Double, Integer> codes = new HashMap<>();
        private final List<Double> values = new ArrayList<>();

        ByNumber(Store store, int attribute) {
            this.store = store;
            this.attribute = attribute;
        }

        @Override
        public int[] ofAnswer(Journeys part, int journey, int interaction) {
            boolean own = store.schema().attributes().get(attribute).level() == Attribute.Level.INTERACTION;
            double value = own ? part.interactionNumber(attribute, interaction) : Double.NaN;
            return Double.isNaN(value) ? ofJourney(part, journey, -1) : code(value);
        }

        @Override
        public int[] ofJourney(Journeys part, int journey, int asked) {
            double value = part.number(attribute, journey);
            return Double.isNaN(value) ? new int[] {NONE} : code(value);
        }

        private int[] code(double value) {
            int code = codes.computeIfAbsent(value == 0 ? 0.0 : value, number -> {
                values.add(number);
                return values.size() - 1;
            });
            return new int[] {code};
        }

        @Override
        public String name(int group) {
            return Digits.exact(values.get(group));
        }

        @Override
        public boolean ordered() {
            return true;
        }

        @Override
        public Comparator<Integer> order() {
            return Comparator.comparing(values::get);
        }
    }
}
