package dev.corridor.answers.mine;

import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.summary.ExactDurations;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.FirstOccurrences;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.LogHistogram;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.Precedence;
import dev.corridor.engine.summary.RankedPaths;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import dev.corridor.recipes.recipe.Expectation;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks a store and puts the summaries into the words of an [Answer].
public final class Mining {
    /// Up to so many interactions medians are always exact.
    static final long EXACT_INTERACTIONS = 2_000_000;

    private final Store store;
    private final Origin origin;
    private final Question question;
    private final JourneySelection selection;
    private final Flow flow;
    private final RankedPaths paths;
    private final List<Paths.Path> foremost;
    private final TouchpointCounts counts;
    private final StartsAndEnds startsAndEnds;
    private final OpenJourneys openJourneys;
    private final JourneyDurations durations;
    private final Loops loops;
    private final Extent extent;
    private final JourneyLog log;
    private final @Nullable ExactFlowTimes exactTimes;
    private final @Nullable ExactDurations exactDurations;
    private final @Nullable Visited visited;
    private final ShownScores shown;
    private final int[] byInteractions;
    private @Nullable FirstOccurrences firsts;
    private @Nullable List<OptionalDouble> medians;

    public Mining(Store store, Origin origin, Question question) {
        this(SeenJourneys.of(store, question.rule(), question.asOf()), origin, question);
    }

    /// @param journeys of the question's rule, seen at its time
    public Mining(SeenJourneys journeys, Origin origin, Question question) {
        this.origin = origin;
        this.question = question;
        log = journeys.log();
        store = log.store();
        openJourneys = journeys.open();
        selection = select(log.all(), question.filters());
        flow = Flow.withScores(selection);
        paths = RankedPaths.of(selection);
        foremost = paths.foremost(question.detailed());
        counts = TouchpointCounts.of(selection);
        startsAndEnds = StartsAndEnds.of(selection);
        durations = JourneyDurations.of(selection, openJourneys);
        loops = Loops.of(selection);
        extent = Extent.of(selection);
        byInteractions = order(counts::interactions);
        boolean exact = question.exact() || counts.interactions() <= EXACT_INTERACTIONS;
        exactTimes = exact ? new ExactFlowTimes(flow, selection) : null;
        exactDurations = exact ? new ExactDurations(selection, openJourneys) : null;
        int score = store.schema().idOf(Schema.SCORE);
        visited = score < 0 ? null : Visited.of(selection, score);
        shown = shownScores();
    }

    private ShownScores shownScores() {
        int touchpoints = store.touchpoints().size();
        if (visited == null || question.includeSmall()) {
            return ShownScores.everything(touchpoints);
        }
        long[] scored = IntStream.range(0, touchpoints)
                .mapToLong(touchpoint -> visited.visited(touchpoint).n())
                .toArray();
        long[] onPaths = paths.scored();
        return ShownScores.of(
                IntStream.range(0, onPaths.length)
                        .mapToObj(rank -> new ShownScores.ScoredPath(paths.touchpoints(rank), onPaths[rank]))
                        .toList(),
                question.paths(),
                scored);
    }

    private JourneySelection select(JourneySelection journeys, List<Filter> filters) {
        JourneySelection selected = journeys;
        for (Filter filter : filters) {
            selected = kept(filter, selected);
        }
        return selected;
    }

    private JourneySelection kept(Filter filter, JourneySelection journeys) {
        return ResolvedFilter.of(filter, store, question.zone()).select(journeys, () -> openJourneys);
    }

    // What the report needs beside the answer

    /// Journeys that dropped out by the code of their last touchpoint; empty where no ends are named.
    Optional<long[]> dropOuts() {
        if (durations.journeys(OpenJourneys.State.UNKNOWN) > 0) {
            return Optional.empty();
        }
        return Optional.of(selection.fold(new long[store.touchpoints().size()], (counts, visit) -> {
            Journeys part = visit.journeys();
            if (openJourneys.state(part, visit.journey()) == OpenJourneys.State.DROPPED_OUT) {
                counts[part.touchpoint(part.offset(visit.journey() + 1) - 1)]++;
            }
            return counts;
        }));
    }

    public JourneySelection selection() {
        return selection;
    }

    public OpenJourneys openJourneys() {
        return openJourneys;
    }

    Flow flow() {
        return flow;
    }

    /// All distinct paths, most journeys first.
    RankedPaths paths() {
        return paths;
    }

    /// The most used paths with durations and scores, as many as the question wants.
    List<Paths.Path> foremost() {
        return foremost;
    }

    TouchpointCounts counts() {
        return counts;
    }

    StartsAndEnds startsAndEnds() {
        return startsAndEnds;
    }

    JourneyDurations durations() {
        return durations;
    }

    Loops loops() {
        return loops;
    }

    Extent extent() {
        return extent;
    }

    Store store() {
        return store;
    }

    Origin origin() {
        return origin;
    }

    public Question question() {
        return question;
    }

    /// Touchpoints that occur, most interactions first.
    int[] touchpoints() {
        return byInteractions.clone();
    }

    Optional<ExactFlowTimes> exactTimes() {
        return Optional.ofNullable(exactTimes);
    }

    /// Journeys through a touchpoint and their score.
    Optional<Visited.Side> visited(int touchpoint) {
        return Optional.ofNullable(visited).map(split -> split.visited(touchpoint));
    }

    /// The mean score of the journeys through a touchpoint, where it may be shown.
    ShownMean shownMean(int touchpoint) {
        return visited(touchpoint)
                .map(side -> shownMean(side.values(), shown.touchpoint(touchpoint)))
                .orElse(ShownMean.NOT_SHOWN);
    }

    /// @param shown whether it may be
    ShownMean shownMean(ExactMoments scores, boolean shown) {
        return ShownMean.of(scores, shown, origin.recipe().scale());
    }

    OptionalLong asOf() {
        return log.asOf();
    }

    /// The touchpoints with a count, those with the largest first, equal counts by first occurrence, which is looked
    /// for where there are any.
    private int[] order(IntToLongFunction count) {
        int[] order = IntStream.range(0, store.touchpoints().size())
                .filter(touchpoint -> count.applyAsLong(touchpoint) > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer touchpoint) -> -count.applyAsLong(touchpoint)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < order.length; i++) {
            if (count.applyAsLong(order[i]) == count.applyAsLong(order[i - 1])) {
                return IntStream.of(firsts().order(count))
                        .filter(touchpoint -> count.applyAsLong(touchpoint) > 0)
                        .toArray();
            }
        }
        return order;
    }

    private FirstOccurrences firsts() {
        FirstOccurrences known = firsts;
        if (known == null) {
            known = FirstOccurrences.of(selection);
            firsts = known;
        }
        return known;
    }

    private String name(int touchpoint) {
        return store.touchpoints().name(touchpoint);
    }

    public Answer answer() {
        List<Paths.Path> listed = foremost.subList(0, Math.min(question.paths(), foremost.size()));
        return new Answer(
                origin.reading().title(),
                origin.reading().files(),
                JourneyRules.text(question.rule()),
                question.filters().stream().map(Filter::text).toList(),
                time(log.asOf()),
                extent.journeys(),
                durations.journeys(OpenJourneys.State.OPEN),
                durations.journeys(OpenJourneys.State.COMPLETED),
                durations.journeys(OpenJourneys.State.DROPPED_OUT),
                extent.customers().isPresent() ? extent.customers().getAsLong() : null,
                counts.interactions(),
                byInteractions.length,
                paths.size(),
                flow.edges().size(),
                time(extent.first()),
                time(extent.last()),
                log.outside(),
                exactTimes != null,
                touchpointCounts(),
                edges(),
                journeysBy(startsAndEnds::starts),
                journeysBy(startsAndEnds::ends),
                topPaths(listed),
                new Answer.OtherPaths(paths.size() - listed.size(), paths.journeysFrom(listed.size())),
                durationsOf(),
                listedLoops(),
                scores(),
                origin.reading().rows(),
                origin.reading().rejected(),
                findings());
    }

    /// A second as ISO 8601; with an offset where times are instants.
    @Nullable
    String time(OptionalLong second) {
        if (second.isEmpty()) {
            return null;
        }
        return IsoTime.text(second.getAsLong(), store.schema());
    }

    private List<Answer.TouchpointCount> touchpointCounts() {
        List<Answer.TouchpointCount> list = new ArrayList<>();
        for (int touchpoint : byInteractions) {
            Optional<Visited.Side> side = visited(touchpoint);
            ShownMean mean = shownMean(touchpoint);
            list.add(new Answer.TouchpointCount(
                    name(touchpoint),
                    counts.interactions(touchpoint),
                    counts.journeys(touchpoint),
                    counts.repeats(touchpoint),
                    mean.mean(),
                    side.map(Visited.Side::n).orElse(0L),
                    mean.low(),
                    mean.high()));
        }
        return list;
    }

    private List<Answer.Edge> edges() {
        List<Answer.Edge> list = new ArrayList<>();
        for (Flow.Edge edge : flow.edges()) {
            LogHistogram times = edge.times();
            boolean timed = times.count() > 0;
            list.add(new Answer.Edge(
                    name(edge.from()),
                    name(edge.to()),
                    edge.count(),
                    edge.journeys(),
                    timed ? (double) times.min() : null,
                    nullable(median(edge)),
                    nullable(p90(edge)),
                    timed ? times.mean() : null,
                    timed ? (double) times.max() : null));
        }
        return list;
    }

    OptionalDouble median(Flow.Edge edge) {
        return exactTimes != null ? exactTimes.median(edge) : edge.quantile(0.5);
    }

    OptionalDouble p90(Flow.Edge edge) {
        return exactTimes != null ? exactTimes.p90(edge) : edge.quantile(0.9);
    }

    private List<Answer.Count> journeysBy(IntToLongFunction journeys) {
        return IntStream.of(order(journeys))
                .mapToObj(touchpoint -> new Answer.Count(name(touchpoint), journeys.applyAsLong(touchpoint)))
                .toList();
    }

    private List<Answer.Path> topPaths(List<Paths.Path> listed) {
        List<OptionalDouble> medians = medians();
        List<Answer.Path> list = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            Paths.Path path = listed.get(i);
            boolean isShown = path.scored() >= ShownScores.FEW || question.includeSmall();
            ShownMean mean = shownMean(path.scores(), isShown);
            list.add(new Answer.Path(
                    IntStream.of(path.touchpoints()).mapToObj(this::name).toList(),
                    path.count(),
                    (double) path.count() / extent.journeys(),
                    nullable(medians.get(i)),
                    mean.mean(),
                    path.scored(),
                    mean.low(),
                    mean.high()));
        }
        return list;
    }

    /// Median durations of the foremost paths, exact where the answer is.
    List<OptionalDouble> medians() {
        List<OptionalDouble> known = medians;
        if (known == null) {
            known = exactTimes != null
                    ? paths.exactMedians(foremost)
                    : foremost.stream()
                            .map(path -> path.durations().count() == 0
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(path.durations().quantile(0.5)))
                            .toList();
            medians = known;
        }
        return known;
    }

    /// A quantile of the durations of journeys, exact where the answer is; empty where the estimate does not reach
    /// so far.
    OptionalDouble duration(double p) {
        return exactDurations != null ? exactDurations.quantile(p) : durations.quantile(p);
    }

    private Answer.Durations durationsOf() {
        LogHistogram finished = durations.finished();
        boolean timed = finished.count() > 0;
        return new Answer.Durations(
                durations.open().count() > 0 ? "Kaplan-Meier" : "quantile type 7",
                finished.count(),
                timed ? (double) finished.min() : null,
                nullable(duration(0.5)),
                nullable(duration(0.9)),
                timed ? finished.mean() : null,
                timed ? (double) finished.max() : null,
                paths.journeysOfOne(),
                nullable(othersMedian()));
    }

    /// The median duration of the journeys of more than one interaction. The others all take no time, so it is a
    /// quantile of all; empty where journeys are open or have no time, and where all are of one interaction.
    OptionalDouble othersMedian() {
        long all = extent.journeys();
        long others = all - paths.journeysOfOne();
        if (others == 0 || durations.finished().count() != all) {
            return OptionalDouble.empty();
        }
        return all == 1 ? duration(0.5) : duration((all - others + (others - 1) / 2.0) / (all - 1));
    }

    private List<Answer.Loop> listedLoops() {
        return IntStream.of(order(counts::repeats))
                .mapToObj(touchpoint -> new Answer.Loop(
                        name(touchpoint),
                        loops.selfLoops(touchpoint),
                        loops.returns(touchpoint),
                        loops.repeatingJourneys(touchpoint)))
                .toList();
    }

    private Answer.@Nullable Scores scores() {
        if (visited == null) {
            return null;
        }
        Visited.Side all = visited.all();
        ShownMean mean = shownMean(all.values(), shown.all());
        Optional<Scale> scale = origin.recipe().scale();
        return new Answer.Scores(
                all.n(),
                mean.mean(),
                scale.map(Scale::from).orElse(null),
                scale.map(Scale::to).orElse(null),
                mean.low(),
                mean.high());
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    // Findings: what reading left, what the names tell, then the recipe's expectations on these journeys

    private List<Answer.Finding> findings() {
        List<Answer.Finding> findings = new ArrayList<>(origin.reading().findings());
        for (int attribute = 0; attribute < store.schema().attributes().size(); attribute++) {
            long conflicts = store.conflicts(attribute);
            if (conflicts > 0) {
                String subject = store.schema().attributes().get(attribute).name();
                findings.add(new Answer.Finding(
                        "several-values",
                        subject,
                        conflicts,
                        store.segments().stream()
                                .mapToLong(segment -> segment.keys())
                                .sum(),
                        Plural.number(conflicts)
                                + " journeys or customers have rows with different values of the field \"" + subject
                                + "\", which should have one; the first in the source was taken.",
                        List.of()));
            }
        }
        SimilarNames.finding(store.touchpoints().all()).ifPresent(findings::add);
        Recipe recipe = origin.recipe();
        for (Expectation expectation : recipe.expectations()) {
            switch (expectation) {
                case Expectation.NotBefore notBefore -> check(notBefore, findings);
                case Expectation.Has has -> check(has, findings);
            }
        }
        return findings;
    }

    private void check(Expectation.NotBefore expectation, List<Answer.Finding> findings) {
        OptionalInt later = store.touchpoints().code(expectation.touchpoint());
        OptionalInt earlier = store.touchpoints().code(expectation.other());
        if (later.isEmpty() || earlier.isEmpty()) {
            return;
        }
        List<String> days = origin.reading().byDay();
        boolean byDay = days.contains(expectation.touchpoint()) || days.contains(expectation.other());
        Precedence precedence = Precedence.of(selection, later.getAsInt(), earlier.getAsInt(), byDay);
        String both = " of " + Plural.number(precedence.compared()) + " journeys with both, \""
                + expectation.touchpoint() + "\" ";
        if (precedence.violated() > 0) {
            findings.add(new Answer.Finding(
                    "out-of-order",
                    expectation.text(),
                    precedence.violated(),
                    precedence.compared(),
                    "In " + Plural.number(precedence.violated()) + both + "comes before \"" + expectation.other() + "\""
                            + (byDay ? ", on an earlier day." : "."),
                    keys(precedence, true)));
        }
        if (precedence.unknown() > 0) {
            findings.add(new Answer.Finding(
                    "order-unknown",
                    expectation.text(),
                    precedence.unknown(),
                    precedence.compared(),
                    "In " + Plural.number(precedence.unknown()) + both + "falls on the same day as \""
                            + expectation.other() + "\", and the source does not say which came first.",
                    keys(precedence, false)));
        }
    }

    private static List<String> keys(Precedence precedence, boolean violation) {
        return precedence.examples().stream()
                .filter(example -> example.violation() == violation)
                .map(Precedence.Example::key)
                .toList();
    }

    private void check(Expectation.Has expectation, List<Answer.Finding> findings) {
        JourneySelection meant = kept(FilterParser.parse(expectation.filter()), selection);
        boolean occurs = store.touchpoints().code(expectation.touchpoint()).isPresent();
        Filter passes = new Filter.Passes(expectation.touchpoint());
        JourneySelection wrong;
        if (occurs) {
            Filter violation = expectation.present() ? new Filter.Not(passes) : passes;
            wrong = kept(violation, meant);
        } else if (expectation.present()) {
            wrong = meant;
        } else {
            return;
        }
        long count = wrong.count();
        if (count == 0) {
            return;
        }
        findings.add(new Answer.Finding(
                expectation.present() ? "missing" : "unexpected",
                expectation.text(),
                count,
                meant.count(),
                Plural.number(count) + " of " + Plural.number(meant.count()) + " journeys with " + expectation.filter()
                        + (expectation.present() ? " lack \"" : " have \"") + expectation.touchpoint() + "\".",
                firstKeys(wrong)));
    }

    private static List<String> firstKeys(JourneySelection journeys) {
        return journeys.firstInSource(5).stream()
                .map(visit -> visit.journeys().keyName(visit.journey()))
                .toList();
    }
}
