package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.OpenJourneys;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A filter bound to a store: every name is a number, every value is of its attribute's kind. What each form
/// means is written down in `docs/reference/filters.md`.
///
/// Conditions on the path are answered once per distinct path where the journeys keep them. What has become of
/// journeys is worked out only where a condition asks for it.
public final class ResolvedFilter {
    private final Store store;
    private final ZoneId zone;
    private final Condition condition;

    /// Whether a condition asks what has become of journeys.
    private boolean asksStates;

    /// The journeys of a part, and what has become of those of its log; only where a condition asks for it.
    private record Seen(Journeys part, @Nullable OpenJourneys states) {
        OpenJourneys.State state(int journey) {
            if (states == null) {
                throw new IllegalStateException("no condition asks what has become of journeys");
            }
            return states.state(part, journey);
        }
    }

    /// Answers for all journeys of a part at once: a bit per journey. Where the path alone decides, it can be
    /// asked for that.
    private record Condition(
            Function<Seen, long[]> journeys, @Nullable PathTest path) {
        long[] test(Seen seen) {
            return journeys.apply(seen);
        }
    }

    /// Answers for one journey.
    @FunctionalInterface
    private interface JourneyTest {
        boolean holds(Journeys part, int journey);
    }

    /// Answers for one journey where what has become of it may matter.
    @FunctionalInterface
    private interface SeenTest {
        boolean holds(Seen seen, int journey);
    }

    /// Answers for one path.
    @FunctionalInterface
    private interface PathTest {
        boolean holds(IntSequence path);
    }

    private ResolvedFilter(Filter filter, Store store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
        this.condition = resolve(filter);
    }

    /// Binds a filter to a store.
    ///
    /// @param zone in which days are read where the store's times are instants
    /// @throws CorridorException `UNKNOWN_NAME`, `FILTER_SYNTAX` where a value cannot be compared,
    ///     `TOO_COMPLEX`
    public static ResolvedFilter of(Filter filter, Store store, ZoneId zone) {
        return new ResolvedFilter(filter, store, zone);
    }

    /// Those of the selected journeys that the filter keeps.
    public JourneySelection select(JourneySelection journeys) {
        return select(journeys, () -> new OpenJourneys(journeys.log()));
    }

    /// The same where it is known, or kept for others, what has become of the journeys of the same log.
    ///
    /// @param states asked at most once, and only where the filter speaks of it
    public JourneySelection select(JourneySelection journeys, Supplier<OpenJourneys> states) {
        OpenJourneys known = asksStates ? states.get() : null;
        return journeys.and(new JourneySelection.Test() {
            @Override
            public long[] journeys(Journeys part) {
                return condition.test(new Seen(part, known));
            }

            @Override
            public boolean @Nullable [] paths(Journeys part) {
                PathTest path = condition.path();
                return path == null || !part.hasVariants() ? null : heldPaths(part, path);
            }
        });
    }

    private Condition resolve(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> joined(parts, true);
            case Filter.Or(List<Filter> parts) -> joined(parts, false);
            case Filter.Not(Filter negated) -> {
                Condition inner = resolve(negated);
                PathTest path = inner.path();
                yield path != null
                        ? perPath(walked -> !path.holds(walked))
                        : new Condition(
                                seen -> complement(inner.test(seen), seen.part().count()), null);
            }
            case Filter.AttributeComparison(String name, Comparison comparison, Value value) ->
                perJourney(comparisonTest(attribute(name), comparison, value));
            case Filter.AttributeIn(String name, List<Value> values) -> {
                List<JourneyTest> tests = values.stream()
                        .map(value -> comparisonTest(attribute(name), Comparison.EQUAL, value))
                        .toList();
                yield perJourney((part, journey) -> tests.stream().anyMatch(test -> test.holds(part, journey)));
            }
            case Filter.TimeIn(Optional<LocalDate> from, Optional<LocalDate> to) -> {
                long first = from.map(day -> first(day.atStartOfDay())).orElse(Long.MIN_VALUE + 1);
                long end = to.map(day -> first(day.plusDays(1).atStartOfDay())).orElse(Long.MAX_VALUE);
                yield perJourney((part, journey) -> {
                    long start = part.start(journey);
                    return start >= first && start < end;
                });
            }
            case Filter.Passes(String name) -> {
                int touchpoint = touchpoint(name);
                yield perPath(path -> indexOf(path, touchpoint, 0) >= 0);
            }
            case Filter.Starts(String name) -> {
                int touchpoint = touchpoint(name);
                yield perPath(path -> path.at(0) == touchpoint);
            }
            case Filter.Ends(String name) -> {
                int touchpoint = touchpoint(name);
                yield perPath(path -> path.at(path.length() - 1) == touchpoint);
            }
            case Filter.Drops(String name) -> {
                int touchpoint = touchpoint(name);
                asksStates = true;
                yield perSeen((seen, journey) -> endsAt(seen.part(), journey, touchpoint)
                        && seen.state(journey) == OpenJourneys.State.DROPPED_OUT);
            }
            case Filter.Then(String firstName, String secondName) -> {
                int first = touchpoint(firstName);
                int second = touchpoint(secondName);
                yield perPath(path -> hasPair(path, first, second));
            }
            case Filter.Later later -> resolveLater(later);
            case Filter.Repeats(String name) -> {
                int touchpoint = touchpoint(name);
                yield perPath(path -> {
                    int at = indexOf(path, touchpoint, 0);
                    return at >= 0 && indexOf(path, touchpoint, at + 1) >= 0;
                });
            }
            case Filter.DurationComparison(Comparison comparison, var duration) -> {
                long seconds = duration.toSeconds();
                yield perJourney((part, journey) -> {
                    long taken = part.duration(journey);
                    return taken >= 0 && comparison.holds(Long.compare(taken, seconds));
                });
            }
            case Filter.OutcomeOf(String name, Value outcome) -> resolveOutcome(touchpoint(name), outcome);
            case Filter.Path(PathPattern pattern) -> {
                PathAutomaton automaton = PathAutomaton.compile(pattern, store.touchpoints());
                yield perPath(automaton::matches);
            }
        };
    }

    /// All of the parts, or any of them.
    private Condition joined(List<Filter> parts, boolean all) {
        List<Condition> conditions = parts.stream().map(this::resolve).toList();
        List<PathTest> paths = conditions.stream()
                .map(Condition::path)
                .filter(Objects::nonNull)
                .toList();
        if (paths.size() == conditions.size()) {
            return perPath(path -> {
                for (PathTest test : paths) {
                    if (test.holds(path) != all) {
                        return !all;
                    }
                }
                return all;
            });
        }
        return new Condition(
                seen -> {
                    long[] words = conditions.getFirst().test(seen);
                    for (Condition next : conditions.subList(1, conditions.size())) {
                        long[] more = next.test(seen);
                        for (int i = 0; i < words.length; i++) {
                            words[i] = all ? words[i] & more[i] : words[i] | more[i];
                        }
                    }
                    return words;
                },
                null);
    }

    private int touchpoint(String name) {
        return UnknownName.touchpoint(name, store.touchpoints());
    }

    private int attribute(String name) {
        int attribute = store.schema().idOf(name);
        if (attribute < 0) {
            List<String> known =
                    store.schema().attributes().stream().map(Attribute::name).toList();
            throw UnknownName.refusal("attribute", name, known);
        }
        return attribute;
    }

    /// The first second at which clocks show this time or, where they skip it, a later one.
    private long first(LocalDateTime local) {
        ZoneRules rules = rules();
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.toEpochSecond()
                : local.toEpochSecond(rules.getValidOffsets(local).getFirst());
    }

    /// The last second at which clocks show this time or, where they skip it, an earlier one.
    private long last(LocalDateTime local) {
        ZoneRules rules = rules();
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.toEpochSecond() - 1
                : local.toEpochSecond(rules.getValidOffsets(local).getLast());
    }

    private ZoneRules rules() {
        return store.schema().zoned() ? zone.getRules() : ZoneOffset.UTC.getRules();
    }

    private static boolean endsAt(Journeys part, int journey, int touchpoint) {
        return part.touchpoint(part.offset(journey + 1) - 1) == touchpoint;
    }

    // Conditions on the path

    private static int indexOf(IntSequence path, int touchpoint, int from) {
        for (int i = from; i < path.length(); i++) {
            if (path.at(i) == touchpoint) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasPair(IntSequence path, int first, int second) {
        for (int i = 1; i < path.length(); i++) {
            if (path.at(i - 1) == first && path.at(i) == second) {
                return true;
            }
        }
        return false;
    }

    private Condition resolveLater(Filter.Later later) {
        int first = touchpoint(later.first());
        int second = touchpoint(later.second());
        if (later.within().isEmpty()) {
            return perPath(path -> {
                int at = indexOf(path, first, 0);
                return at >= 0 && indexOf(path, second, at + 1) >= 0;
            });
        }
        long within = later.within().get().toSeconds();
        return perJourney((part, journey) -> laterWithin(part, journey, first, second, within));
    }

    /// The latest `first` before a `second` is the nearest in time, since a journey's times never fall.
    private static boolean laterWithin(Journeys part, int journey, int first, int second, long within) {
        long latest = Journeys.UNTIMED;
        int end = part.offset(journey + 1);
        for (int i = part.offset(journey); i < end; i++) {
            long time = part.second(i);
            if (time == Journeys.UNTIMED) {
                continue;
            }
            int touchpoint = part.touchpoint(i);
            if (touchpoint == second && latest != Journeys.UNTIMED && time - latest <= within) {
                return true;
            }
            if (touchpoint == first) {
                latest = time;
            }
        }
        return false;
    }

    private Condition resolveOutcome(int touchpoint, Value outcome) {
        int attribute = attribute(Schema.OUTCOME);
        Attribute declared = store.schema().attributes().get(attribute);
        if (declared.level() != Attribute.Level.INTERACTION || declared.kind() != Attribute.Kind.CATEGORY) {
            throw refused("the outcome is no category of interactions here");
        }
        OptionalInt code = store.categories(attribute).code(outcome.text());
        if (code.isEmpty()) {
            return new Condition(seen -> new long[words(seen.part().count())], null);
        }
        return perJourney((part, journey) -> {
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                if (part.touchpoint(i) == touchpoint && part.interactionInteger(attribute, i) == code.getAsInt()) {
                    return true;
                }
            }
            return false;
        });
    }

    // Conditions on values

    private JourneyTest comparisonTest(int attribute, Comparison comparison, Value value) {
        Attribute declared = store.schema().attributes().get(attribute);
        return switch (declared.kind()) {
            case CATEGORY, SET -> codeTest(attribute, declared, comparison, value);
            case NUMBER -> numberTest(attribute, declared, comparison, value);
            case TIME -> timeTest(attribute, declared, comparison, value);
            case TEXT ->
                throw refused(SourceText.shown(declared.name())
                        + " is a text, which stays in the source and cannot be compared");
        };
    }

    private JourneyTest codeTest(int attribute, Attribute declared, Comparison comparison, Value value) {
        if (comparison.ordered()) {
            throw refused(SourceText.shown(declared.name()) + " has names as values, which have no order: use = or !=");
        }
        int code = store.categories(attribute).code(value.text()).orElse(-1);
        boolean equal = comparison == Comparison.EQUAL;
        IntPredicate wanted = own -> (own == code) == equal;
        return (part, journey) -> part.anyCode(attribute, journey, wanted);
    }

    private JourneyTest numberTest(int attribute, Attribute declared, Comparison comparison, Value value) {
        OptionalDouble number = value.number();
        if (number.isEmpty()) {
            throw refused(SourceText.shown(declared.name()) + " is a number and " + SourceText.shown(value.text())
                    + " is none");
        }
        double wanted = number.getAsDouble() + 0.0;
        if (declared.level() == Attribute.Level.INTERACTION && !declared.name().equals(Schema.SCORE)) {
            return anyInteraction(
                    (part, interaction) -> holds(comparison, part.interactionNumber(attribute, interaction), wanted));
        }
        return (part, journey) -> holds(comparison, part.number(attribute, journey), wanted);
    }

    private static boolean holds(Comparison comparison, double own, double wanted) {
        return !Double.isNaN(own) && comparison.holds(Double.compare(own + 0.0, wanted));
    }

    private JourneyTest timeTest(int attribute, Attribute declared, Comparison comparison, Value value) {
        Value.Span span = value.time()
                .orElseThrow(() -> refused(SourceText.shown(declared.name()) + " is a time and "
                        + SourceText.shown(value.text()) + " is none"));
        long first = first(span.first());
        long last = last(span.last());
        if (declared.level() == Attribute.Level.INTERACTION) {
            return anyInteraction((part, interaction) ->
                    holds(comparison, part.interactionInteger(attribute, interaction), first, last));
        }
        return (part, journey) -> holds(comparison, part.integer(attribute, journey), first, last);
    }

    private static boolean holds(Comparison comparison, long own, long first, long last) {
        if (own == Column.NONE) {
            return false;
        }
        return comparison.holds(own < first ? -1 : own > last ? 1 : 0);
    }

    /// Answers for one interaction of a part.
    @FunctionalInterface
    private interface InteractionTest {
        boolean holds(Journeys part, int interaction);
    }

    private static JourneyTest anyInteraction(InteractionTest test) {
        return (part, journey) -> {
            int end = part.offset(journey + 1);
            for (int i = part.offset(journey); i < end; i++) {
                if (test.holds(part, i)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static CorridorException refused(String why) {
        return new CorridorException(
                EngineError.FILTER_SYNTAX,
                "The filter cannot be answered: " + why + ".",
                "See docs/reference/filters.md for what can be compared.");
    }

    // From tests to bits

    private static int words(int journeys) {
        return (journeys + 63) >>> 6;
    }

    private static long[] complement(long[] words, int journeys) {
        for (int i = 0; i < words.length; i++) {
            words[i] = ~words[i];
        }
        if ((journeys & 63) != 0) {
            words[words.length - 1] &= (1L << (journeys & 63)) - 1;
        }
        return words;
    }

    private static Condition perJourney(JourneyTest test) {
        return perSeen((seen, journey) -> test.holds(seen.part(), journey));
    }

    private static Condition perSeen(SeenTest test) {
        return new Condition(
                seen -> {
                    int journeys = seen.part().count();
                    long[] words = new long[words(journeys)];
                    for (int journey = 0; journey < journeys; journey++) {
                        if (test.holds(seen, journey)) {
                            words[journey >>> 6] |= 1L << (journey & 63);
                        }
                    }
                    return words;
                },
                null);
    }

    private static Condition perPath(PathTest test) {
        return new Condition(
                seen -> seen.part().hasVariants() ? overVariants(seen.part(), test) : overJourneys(seen.part(), test),
                test);
    }

    private static boolean[] heldPaths(Journeys part, PathTest test) {
        boolean[] held = new boolean[part.variantCount()];
        int[] offsets = part.variantOffsets();
        char[] codes = part.variantTouchpoints();
        Walk path = new Walk(i -> codes[i]);
        for (int variant = 0; variant < held.length; variant++) {
            held[variant] = test.holds(path.at(offsets[variant], offsets[variant + 1]));
        }
        return held;
    }

    private static long[] overVariants(Journeys part, PathTest test) {
        boolean[] held = heldPaths(part, test);
        long[] words = new long[words(part.count())];
        for (int journey = 0; journey < part.count(); journey++) {
            if (held[part.variantOf(journey)]) {
                words[journey >>> 6] |= 1L << (journey & 63);
            }
        }
        return words;
    }

    private static long[] overJourneys(Journeys part, PathTest test) {
        long[] words = new long[words(part.count())];
        Walk path = new Walk(part::touchpoint);
        for (int journey = 0; journey < part.count(); journey++) {
            if (test.holds(path.at(part.offset(journey), part.offset(journey + 1)))) {
                words[journey >>> 6] |= 1L << (journey & 63);
            }
        }
        return words;
    }

    /// The touchpoints of a path, moved from one path to the next.
    private static final class Walk implements IntSequence {
        private final IntUnaryOperator touchpoints;
        private int from;
        private int to;

        /// @param touchpoints the touchpoint at an index of the column the paths lie in
        Walk(IntUnaryOperator touchpoints) {
            this.touchpoints = touchpoints;
        }

        Walk at(int start, int end) {
            from = start;
            to = end;
            return this;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public int at(int index) {
            return touchpoints.applyAsInt(from + index);
        }
    }
}
