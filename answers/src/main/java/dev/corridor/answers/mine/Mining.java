package dev.corridor.answers.mine;

import dev.corridor.analysis.words.Plural;
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
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import dev.corridor.recipes.recipe.Expectation;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    private final Paths.Top paths;
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
    private final FirstOccurrences firsts;

    public Mining(Store store, Origin origin, Question question) {
        this.store = store;
        this.origin = origin;
        this.question = question;
        log = question.asOf().isPresent()
                ? store.journeys(question.rule(), question.asOf().getAsLong())
                : store.journeys(question.rule());
        selection = select(log.all(), question.filters());
        flow = Flow.withScores(selection);
        paths = Paths.of(selection).top(Integer.MAX_VALUE);
        counts = TouchpointCounts.of(selection);
        startsAndEnds = StartsAndEnds.of(selection);
        openJourneys = new OpenJourneys(log);
        durations = JourneyDurations.of(selection, openJourneys);
        loops = Loops.of(selection);
        extent = Extent.of(selection);
        firsts = FirstOccurrences.of(selection);
        byInteractions = firsts.order(counts::interactions);
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
        return ShownScores.of(paths.paths(), question.paths(), scored);
    }

    private JourneySelection select(JourneySelection journeys, List<Filter> filters) {
        JourneySelection selected = journeys;
        for (Filter filter : filters) {
            selected = ResolvedFilter.of(filter, store, question.zone()).select(selected);
        }
        return selected;
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

    Flow flow() {
        return flow;
    }

    /// All distinct paths, most journeys first.
    Paths.Top paths() {
        return paths;
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

    /// The same where its mean score may be shown.
    Optional<Visited.Side> shownScore(int touchpoint) {
        return visited(touchpoint).filter(side -> shown.touchpoint(touchpoint));
    }

    OptionalLong asOf() {
        return log.asOf();
    }

    private String name(int touchpoint) {
        return store.touchpoints().name(touchpoint);
    }

    public Answer answer() {
        Paths.Top top = paths.first(question.paths());
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
                paths.paths().size(),
                flow.edges().size(),
                time(extent.first()),
                time(extent.last()),
                log.outside(),
                exactTimes != null,
                touchpointCounts(),
                edges(),
                journeysBy(startsAndEnds::starts),
                journeysBy(startsAndEnds::ends),
                topPaths(top),
                new Answer.OtherPaths(top.otherPaths(), top.otherJourneys()),
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
            list.add(new Answer.TouchpointCount(
                    name(touchpoint),
                    counts.interactions(touchpoint),
                    counts.journeys(touchpoint),
                    counts.repeats(touchpoint),
                    nullable(shownScore(touchpoint).map(Visited.Side::mean).orElse(OptionalDouble.empty())),
                    side.map(Visited.Side::n).orElse(0L)));
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

    private List<Answer.Count> journeysBy(java.util.function.IntToLongFunction journeys) {
        return IntStream.of(firsts.order(journeys))
                .filter(touchpoint -> journeys.applyAsLong(touchpoint) > 0)
                .mapToObj(touchpoint -> new Answer.Count(name(touchpoint), journeys.applyAsLong(touchpoint)))
                .toList();
    }

    private List<Answer.Path> topPaths(Paths.Top top) {
        List<OptionalDouble> medians = medians(top.paths());
        List<Answer.Path> list = new ArrayList<>();
        for (int i = 0; i < top.paths().size(); i++) {
            Paths.Path path = top.paths().get(i);
            list.add(new Answer.Path(
                    IntStream.of(path.touchpoints()).mapToObj(this::name).toList(),
                    path.count(),
                    (double) path.count() / extent.journeys(),
                    nullable(medians.get(i)),
                    path.scored() < ShownScores.FEW && !question.includeSmall() ? null : nullable(path.meanScore()),
                    path.scored()));
        }
        return list;
    }

    /// Median durations of paths, exact where the answer is.
    List<OptionalDouble> medians(List<Paths.Path> listed) {
        if (exactTimes != null) {
            return Paths.exactMedians(listed, selection);
        }
        return listed.stream()
                .map(path -> path.durations().count() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(path.durations().quantile(0.5)))
                .toList();
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
        return IntStream.of(firsts.order(counts::repeats))
                .filter(touchpoint -> counts.repeats(touchpoint) > 0)
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
        Optional<Scale> scale = origin.recipe().scale();
        return new Answer.Scores(
                all.n(),
                shown.all() ? nullable(all.mean()) : null,
                scale.map(Scale::from).orElse(null),
                scale.map(Scale::to).orElse(null));
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
        JourneySelection meant = ResolvedFilter.of(FilterParser.parse(expectation.filter()), store, question.zone())
                .select(selection);
        boolean occurs = store.touchpoints().code(expectation.touchpoint()).isPresent();
        Filter passes = new Filter.Passes(expectation.touchpoint());
        JourneySelection wrong;
        if (occurs) {
            Filter violation = expectation.present() ? new Filter.Not(passes) : passes;
            wrong = ResolvedFilter.of(violation, store, question.zone()).select(meant);
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
