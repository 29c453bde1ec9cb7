package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Allowance.Group;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.query.Value;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.Extent;
import dev.corridor.map.living.Mark;
import dev.corridor.recipes.recipe.Scale;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.SafeSums;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The groups of scored journeys of a data set whose score may be asked for without listing customers, and which of
/// them are shown.
///
/// A group has two scores: that of its journeys, each the mean of its answers, and that of all its answers. Where a
/// journey has one usable answer, both count the same; other journeys tell of their customers by the difference of the
/// two, so that each score is weighed as a group of its own.
///
/// The most wanted come first: all, then touchpoints, then conditions, then steps, starts and ends, then touchpoints
/// under a condition; of each the largest first. Where that would take too long, touchpoints under a condition are
/// left out, then conditions, then everything but touchpoints.
final class ScoreGroups {
    /// Categories of more values are no simple condition.
    private static final int MOST_VALUES = 50;

    private static final int MOST_MONTHS = 72;
    private static final int MOST_TOUCHPOINTS = 300;
    private static final int MOST_GROUPS = 1_200;
    private static final int MOST_KINDS = 150_000;

    /// Steps of the calculation: some seconds.
    private static final double MOST_WORK = 3e9;

    private final Store store;
    private final ZoneId zone;
    private final JourneySelection all;
    private final Names touchpoints;
    private final Optional<Scale> scale;
    private final boolean twofold;
    private final List<Conditioned> conditions = new ArrayList<>();

    private record Conditioned(Filter filter, JourneySelection journeys) {}

    /// What is shown of each kind of score.
    record Shown(Set<Group> ofJourneys, Set<Group> ofAnswers) {
        static final Shown NOTHING = new Shown(Set.of(), Set.of());
    }

    private ScoreGroups(Store store, JourneyRule rule, ZoneId zone, Optional<Scale> scale) {
        this.store = store;
        this.zone = zone;
        this.scale = scale;
        this.all = store.journeys(rule).all();
        this.touchpoints = store.touchpoints();
        this.twofold = all.parts().stream().anyMatch(this::hasJourneyOfOtherAnswers);
    }

    /// @param zone in which conditions read days of instants
    /// @param scale outside of which values are no answers
    static Shown shown(Store store, JourneyRule rule, ZoneId zone, Optional<Scale> scale) {
        if (store.schema().idOf(Schema.SCORE) < 0) {
            return Shown.NOTHING;
        }
        ScoreGroups groups = new ScoreGroups(store, rule, zone, scale);
        groups.addCategories();
        groups.addMonths();
        for (Depth depth : Depth.values()) {
            Optional<Shown> shown = groups.new Choice(depth).shown();
            if (shown.isPresent()) {
                return shown.get();
            }
        }
        return Shown.NOTHING;
    }

    private boolean hasJourneyOfOtherAnswers(JourneySelection.Part part) {
        double[] scores = part.journeys().scores();
        return IntStream.range(0, scores.length)
                .anyMatch(journey -> !Double.isNaN(scores[journey]) && !isOneAnswer(part.journeys(), journey));
    }

    /// Whether the journey's score is its only usable answer.
    private boolean isOneAnswer(Journeys journeys, int journey) {
        double score = journeys.scores()[journey];
        boolean usable = score == Math.rint(score)
                && scale.filter(range -> score < range.from() || score > range.to())
                        .isEmpty();
        int attribute = store.schema().idOf(Schema.SCORE);
        int values = 0;
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            if (!Double.isNaN(journeys.interactionNumber(attribute, i))) {
                values++;
            }
        }
        return usable && values == 1;
    }

    /// Whether a condition is of a form of which single groups may be shown.
    static boolean isSimple(Filter filter) {
        return switch (filter) {
            case Filter.AttributeComparison comparison -> comparison.comparison() == Comparison.EQUAL;
            case Filter.TimeIn(var from, var to) ->
                from.isPresent()
                        && to.isPresent()
                        && from.get().getDayOfMonth() == 1
                        && YearMonth.from(from.get()).atEndOfMonth().equals(to.get());
            default -> false;
        };
    }

    /// The condition that a journey begins in a month.
    static Filter in(YearMonth month) {
        return new Filter.TimeIn(Optional.of(month.atDay(1)), Optional.of(month.atEndOfMonth()));
    }

    private enum Depth {
        TOUCHPOINTS_UNDER_CONDITIONS,
        CONDITIONS,
        PLACES,
        TOUCHPOINTS;

        boolean has(Depth other) {
            return compareTo(other) <= 0;
        }
    }

    private void addCategories() {
        for (int id = 0; id < store.schema().attributes().size(); id++) {
            Attribute attribute = store.schema().attributes().get(id);
            if (attribute.kind() == Attribute.Kind.CATEGORY
                    && attribute.level() != Attribute.Level.INTERACTION
                    && store.categories(id).size() <= MOST_VALUES
                    && hasOneValue(id)) {
                for (String value : store.categories(id).all()) {
                    add(new Filter.AttributeComparison(attribute.name(), Comparison.EQUAL, new Value(value)));
                }
            }
        }
    }

    /// Whether no scored journey has several values, so that groups by value and conditions on it are the same.
    private boolean hasOneValue(int attribute) {
        for (JourneySelection.Part part : all.parts()) {
            double[] scores = part.journeys().scores();
            for (int journey = 0; journey < scores.length; journey++) {
                if (!Double.isNaN(scores[journey]) && part.journeys().anyCodes(attribute, journey).length > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private void addMonths() {
        Extent extent = Extent.of(all);
        if (extent.first().isEmpty() || extent.last().isEmpty()) {
            return;
        }
        YearMonth first = month(extent.first());
        YearMonth last = month(extent.last());
        if (first.plusMonths(MOST_MONTHS).isBefore(last) || first.getYear() < 1 || last.getYear() > 9998) {
            return;
        }
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            add(in(month));
        }
    }

    private YearMonth month(OptionalLong second) {
        ZoneId of = store.schema().zoned() ? zone : ZoneOffset.UTC;
        return YearMonth.from(Instant.ofEpochSecond(second.orElseThrow()).atZone(of));
    }

    private void add(Filter filter) {
        conditions.add(
                new Conditioned(filter, ResolvedFilter.of(filter, store, zone).select(all)));
    }

    /// One choice of what may be asked for, and of what is shown of it.
    private final class Choice {
        private static final int WHOLE = 0;
        private static final int FIRST_TOUCHPOINT = 1;

        private final Depth depth;
        private final int starts;
        private final int ends;
        private final int steps;
        private final int underConditions;
        private final int answers;
        private final Map<Integer, long[]> sizes = new HashMap<>();
        private final Map<Integer, Integer> places = new HashMap<>();

        Choice(Depth depth) {
            this.depth = depth;
            int size = touchpoints.size();
            starts = FIRST_TOUCHPOINT + size;
            ends = starts + size;
            steps = ends + size;
            underConditions = steps + Math.multiplyExact(size, size);
            answers = Math.addExact(underConditions, Math.multiplyExact(conditions.size(), size + 1));
            Math.multiplyExact(answers, 2);
        }

        Optional<Shown> shown() {
            walk(answers -> answers.forEach(groups -> {
                for (int group : groups) {
                    sizes.computeIfAbsent(group, _ -> new long[1])[0]++;
                }
            }));
            List<Integer> wanted = wanted();
            if (wanted.size() > MOST_GROUPS) {
                return Optional.empty();
            }
            for (int i = 0; i < wanted.size(); i++) {
                places.put(wanted.get(i), i);
            }
            SafeSums.Collector customers = new SafeSums.Collector();
            walk(answers -> {
                if (customers.kinds() <= MOST_KINDS || depth == Depth.TOUCHPOINTS) {
                    customers.add(answers.stream().map(this::placed).toList());
                }
            });
            boolean feasible =
                    customers.kinds() <= MOST_KINDS && (double) wanted.size() * customers.memberships() <= MOST_WORK;
            if (!feasible && depth != Depth.TOUCHPOINTS) {
                return Optional.empty();
            }
            boolean[] safe = SafeSums.of(wanted.size(), customers.customers(), AnswerLimits.USUAL.values());
            Set<Group> ofJourneys = new HashSet<>();
            Set<Group> ofAnswers = new HashSet<>();
            for (int i = 0; i < safe.length; i++) {
                if (safe[i]) {
                    (wanted.get(i) < answers ? ofJourneys : ofAnswers).add(group(wanted.get(i) % answers));
                }
            }
            return Optional.of(new Shown(ofJourneys, twofold ? ofAnswers : ofJourneys));
        }

        /// Groups of enough journeys, the most wanted first.
        private List<Integer> wanted() {
            List<Integer> wanted = sizes.entrySet().stream()
                    .filter(entry -> entry.getValue()[0] >= AnswerLimits.USUAL.values())
                    .sorted(Comparator.comparingInt(
                                    (Map.Entry<Integer, long[]> entry) -> rank(entry.getKey() % answers))
                            .thenComparingLong(entry -> -entry.getValue()[0])
                            .thenComparingInt(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .toList();
            return depth == Depth.TOUCHPOINTS && wanted.size() > MOST_TOUCHPOINTS
                    ? wanted.subList(0, MOST_TOUCHPOINTS)
                    : wanted;
        }

        private int rank(int group) {
            if (group == WHOLE) {
                return 0;
            }
            if (group < starts) {
                return 1;
            }
            if (group < underConditions) {
                return 3;
            }
            return isWholeOfCondition(group) ? 2 : 4;
        }

        private boolean isWholeOfCondition(int group) {
            return (group - underConditions) % (touchpoints.size() + 1) == 0;
        }

        private Group group(int group) {
            if (group == WHOLE) {
                return new Group(Optional.empty(), Optional.empty());
            }
            if (group < underConditions) {
                return new Group(Optional.empty(), Optional.of(mark(group)));
            }
            int width = touchpoints.size() + 1;
            Filter filter = conditions.get((group - underConditions) / width).filter();
            int touchpoint = (group - underConditions) % width - 1;
            return new Group(
                    Optional.of(filter),
                    touchpoint < 0 ? Optional.empty() : Optional.of(new Mark.Touchpoint(touchpoints.name(touchpoint))));
        }

        private Mark mark(int group) {
            if (group < starts) {
                return new Mark.Touchpoint(touchpoints.name(group - FIRST_TOUCHPOINT));
            }
            if (group < ends) {
                return new Mark.Start(touchpoints.name(group - starts));
            }
            if (group < steps) {
                return new Mark.End(touchpoints.name(group - ends));
            }
            int step = group - steps;
            return new Mark.Step(
                    touchpoints.name(step / touchpoints.size()), touchpoints.name(step % touchpoints.size()));
        }

        private int[] placed(int[] groups) {
            return Arrays.stream(groups)
                    .filter(places::containsKey)
                    .map(group -> places.getOrDefault(group, 0))
                    .sorted()
                    .toArray();
        }

        // Customers, each with the groups of the scored journeys

        private void walk(Consumer<List<int[]>> to) {
            for (int part = 0; part < all.parts().size(); part++) {
                Map<Integer, List<int[]>> known = new HashMap<>();
                Journeys journeys = all.parts().get(part).journeys();
                double[] scores = journeys.scores();
                for (int journey = 0; journey < journeys.count(); journey++) {
                    if (Double.isNaN(scores[journey])) {
                        continue;
                    }
                    List<int[]> groups = values(part, journeys, journey);
                    int customer = journeys.customer(journey);
                    if (customer < 0) {
                        to.accept(groups);
                    } else {
                        known.computeIfAbsent(customer, _ -> new ArrayList<>(1)).addAll(groups);
                    }
                }
                known.values().forEach(to);
            }
        }

        /// For each value that a journey gives, the groups that count it.
        private List<int[]> values(int part, Journeys journeys, int journey) {
            int[] groups = groups(part, journeys, journey);
            if (!twofold) {
                return List.of(groups);
            }
            int[] ofAnswers = Arrays.stream(groups)
                    .filter(group -> group < starts || group >= underConditions)
                    .map(group -> answers + group)
                    .toArray();
            return isOneAnswer(journeys, journey)
                    ? List.of(IntStream.concat(Arrays.stream(groups), Arrays.stream(ofAnswers))
                            .toArray())
                    : List.of(groups, ofAnswers);
        }

        private int[] groups(int part, Journeys journeys, int journey) {
            int[] path = journeys.path(journey);
            int size = touchpoints.size();
            Set<Integer> groups = new TreeSet<>();
            groups.add(WHOLE);
            int[] visited = IntStream.of(path).sorted().distinct().toArray();
            for (int touchpoint : visited) {
                groups.add(FIRST_TOUCHPOINT + touchpoint);
            }
            if (depth.has(Depth.PLACES)) {
                groups.add(starts + path[0]);
                groups.add(ends + path[path.length - 1]);
                for (int i = 1; i < path.length; i++) {
                    groups.add(steps + path[i - 1] * size + path[i]);
                }
            }
            for (int i = 0; depth.has(Depth.CONDITIONS) && i < conditions.size(); i++) {
                if (conditions.get(i).journeys().parts().get(part).selects(journey)) {
                    int base = underConditions + i * (size + 1);
                    groups.add(base);
                    if (depth.has(Depth.TOUCHPOINTS_UNDER_CONDITIONS)) {
                        for (int touchpoint : visited) {
                            groups.add(base + 1 + touchpoint);
                        }
                    }
                }
            }
            return groups.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
