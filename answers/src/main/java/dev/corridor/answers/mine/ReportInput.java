package dev.corridor.answers.mine;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.LogHistogram;
import dev.corridor.engine.summary.Loops;
import dev.corridor.engine.summary.RankedPaths;
import dev.corridor.engine.summary.Visited;
import dev.corridor.map.Edge;
import dev.corridor.map.Finding;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.Path;
import dev.corridor.map.PathTable;
import dev.corridor.map.Paths;
import dev.corridor.map.Period;
import dev.corridor.map.Rejects;
import dev.corridor.map.Score;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Text;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Scale;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.distribution.QuantileRanks;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Puts the summaries into the form that the map and the report are drawn from.
public final class ReportInput {
    /// As many paths are listed at most.
    public static final int PATHS = 20_000;

    private static final double MEDIAN = 0.5;
    private static final double P90 = 0.9;

    private final Mining mining;
    private final Answer answer;
    private final boolean withIds;
    private final int[] order;
    private final int[] index;

    private ReportInput(Mining mining, Answer answer, boolean withIds) {
        this.mining = mining;
        this.answer = answer;
        this.withIds = withIds;
        this.order = mining.touchpoints();
        this.index = new int[mining.store().touchpoints().size()];
        for (int i = 0; i < order.length; i++) {
            index[order[i]] = i;
        }
    }

    /// @param withIds whether the keys of journeys may be shown as examples
    public static FlowReport of(Mining mining, Answer answer, boolean withIds) {
        return new ReportInput(mining, answer, withIds).report();
    }

    private FlowReport report() {
        JourneyRule rule = mining.question().rule();
        return new FlowReport(
                answer.title(),
                String.join(", ", answer.files()),
                rule instanceof JourneyRule.ByKey ? Optional.empty() : Optional.of(ruleText(rule)),
                new Period(local(mining.extent().first()), local(mining.extent().last()), local(mining.asOf())),
                answer.journeys(),
                answer.open(),
                completed(),
                mining.othersMedian(),
                mining.extent().customers(),
                answer.interactions(),
                touchpoints(),
                edges(),
                paths(),
                scale(),
                findings(),
                rejects(),
                mining.question().filters().stream().map(Filter::text).toList());
    }

    private static Text ruleText(JourneyRule rule) {
        return switch (rule) {
            case JourneyRule.ByKey ignored -> Text.of("key");
            case JourneyRule.ByCustomer ignored ->
                Text.of("one journey per customer", "uma jornada por cliente", "один путь на клиента");
            case JourneyRule.ByGap(var gap) -> {
                String length = JourneyRules.text(new JourneyRule.ByGap(gap)).substring("gap=".length());
                yield Text.of(
                        "a customer's interactions, cut at gaps of more than " + length,
                        "interações de um cliente, separadas por intervalos de mais de " + length,
                        "взаимодействия клиента, разделённые перерывами более " + length);
            }
            case JourneyRule.FromTo fromTo -> Text.of(JourneyRules.text(fromTo));
        };
    }

    /// Instants are shown in the zone of the question, clock readings as they are.
    private Optional<LocalDateTime> local(OptionalLong second) {
        ZoneId zone = mining.store().schema().zoned() ? mining.question().zone() : ZoneOffset.UTC;
        return second.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofInstant(Instant.ofEpochSecond(second.getAsLong()), zone));
    }

    private Times completed() {
        LogHistogram finished = mining.durations().finished();
        OptionalDouble median = mining.duration(MEDIAN);
        OptionalDouble p90 = mining.duration(P90);
        if (finished.count() == 0 || median.isEmpty()) {
            return Times.NONE;
        }
        return new Times(
                finished.count(),
                finished.min(),
                median.getAsDouble(),
                p90.orElse(Double.NaN),
                finished.mean(),
                finished.max());
    }

    private List<Touchpoint> touchpoints() {
        Loops loops = mining.loops();
        LogHistogram[] leaving = new LogHistogram[index.length];
        Arrays.setAll(leaving, i -> new LogHistogram());
        for (Flow.Edge edge : mining.flow().edges()) {
            leaving[edge.from()].add(edge.times());
        }
        Optional<ExactFlowTimes> exact = mining.exactTimes();
        Optional<long[]> dropOuts = mining.dropOuts();
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (int code : order) {
            LogHistogram times = leaving[code];
            Times toNext = times.count() == 0
                    ? Times.NONE
                    : times(
                            times,
                            exact.map(e -> e.medianLeaving(code).orElse(0)).orElseGet(() -> times.quantile(MEDIAN)),
                            exact.map(e -> e.p90Leaving(code).orElse(0)).orElseGet(() -> times.quantile(P90)));
            touchpoints.add(new Touchpoint(
                    name(code),
                    displayName(name(code)),
                    mining.counts().interactions(code),
                    mining.counts().journeys(code),
                    loops.repeatingJourneys(code),
                    mining.startsAndEnds().starts(code),
                    mining.startsAndEnds().ends(code),
                    mining.shownMean(code)
                            .score(mining.visited(code).map(Visited.Side::n).orElse(0L)),
                    toNext,
                    -1,
                    dropOuts.map(counts -> OptionalLong.of(counts[code])).orElse(OptionalLong.empty())));
        }
        return touchpoints;
    }

    private String name(int code) {
        Names names = mining.store().touchpoints();
        return names.name(code);
    }

    private Text displayName(String touchpoint) {
        Recipe recipe = mining.origin().recipe();
        Map<Language, String> names = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            names.put(language, recipe.displayName(touchpoint, language.tag()));
        }
        return new Text(names);
    }

    private static Times times(LogHistogram times, double median, double p90) {
        return new Times(
                times.count(),
                times.min(),
                median,
                p90,
                times.mean(),
                times.max(),
                range(times, MEDIAN),
                range(times, P90));
    }

    /// The interval of a quantile: between two of the sorted times, whose ranks are exact. The times are read from the
    /// histogram and rounded outwards, so that it holds the exact interval and either end is wider by at most 1/32.
    private static Times.Range range(LogHistogram times, double p) {
        QuantileRanks ranks = QuantileRanks.of(times.count(), p, Interval.USUAL);
        return new Times.Range(
                ranks.low().isPresent()
                        ? OptionalDouble.of(times.atLeast(ranks.low().getAsLong()))
                        : OptionalDouble.empty(),
                ranks.high().isPresent()
                        ? OptionalDouble.of(times.atMost(ranks.high().getAsLong()))
                        : OptionalDouble.empty());
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Flow.Edge edge : mining.flow().edges()) {
            Times times = edge.timed() == 0
                    ? Times.NONE
                    : times(
                            edge.times(),
                            mining.median(edge).orElse(0),
                            mining.p90(edge).orElse(0));
            edges.add(new Edge(
                    index[edge.from()],
                    index[edge.to()],
                    edge.count(),
                    edge.journeys(),
                    times,
                    mining.shownMean(edge.scores(), true).score(edge.scored())));
        }
        return edges;
    }

    private Paths paths() {
        RankedPaths ranked = mining.paths();
        int size = Math.min(PATHS, ranked.size());
        List<dev.corridor.engine.summary.Paths.Path> foremost =
                mining.foremost().subList(0, Math.min(size, mining.foremost().size()));
        List<OptionalDouble> medians = mining.medians();
        PathTable.Builder listed = new PathTable.Builder();
        for (int rank = 0; rank < size; rank++) {
            int[] touchpoints = ranked.touchpoints(rank);
            for (int i = 0; i < touchpoints.length; i++) {
                touchpoints[i] = index[touchpoints[i]];
            }
            if (rank < foremost.size()) {
                listed.add(new Path(
                        IntStream.of(touchpoints).boxed().toList(),
                        ranked.count(rank),
                        medians.get(rank).orElse(Double.NaN),
                        score(foremost.get(rank))));
            } else {
                listed.add(touchpoints, ranked.count(rank));
            }
        }
        return new Paths(listed.build(), ranked.size() - size, ranked.journeysFrom(size));
    }

    private Score score(dev.corridor.engine.summary.Paths.Path path) {
        return mining.shownMean(path.scores(), true).score(path.scored());
    }

    private Optional<ScoreScale> scale() {
        return mining.origin()
                .recipe()
                .scale()
                .map((Scale scale) ->
                        new ScoreScale(Text.of("score", "nota", "оценка"), scale.from(), scale.to(), meanScore()));
    }

    /// That of all journeys, where the answer shows it.
    private Score meanScore() {
        Answer.Scores scores = answer.scores();
        return scores == null
                ? Score.NONE
                : new ShownMean(scores.mean(), scores.low(), scores.high()).score(scores.scored());
    }

    private List<Finding> findings() {
        return answer.findings().stream()
                .map(finding -> new Finding(
                        finding.code(),
                        finding.subject(),
                        finding.count(),
                        finding.denominator(),
                        FindingWords.of(finding, this::shown),
                        FindingWords.advice(finding),
                        withIds || namesFiles(finding) ? finding.examples() : List.of()))
                .toList();
    }

    /// The name of a touchpoint for people; other names as they are.
    private String shown(String name, Language language) {
        return mining.store().touchpoints().code(name).isPresent()
                ? mining.origin().recipe().displayName(name, language.tag())
                : name;
    }

    /// Whether its examples are names of files, which the report shows in any case.
    private static boolean namesFiles(Answer.Finding finding) {
        return finding.code().equals(Answer.Finding.UNUSED_FILE);
    }

    private Rejects rejects() {
        return new Rejects(
                answer.rejected().rows(),
                answer.rejected().reasons().stream()
                        .map(reason -> new Rejects.Reason(
                                reason.code(),
                                FindingWords.of(reason),
                                FindingWords.advice(reason),
                                reason.count(),
                                reason.examples().stream()
                                        .map(place -> new Rejects.Place(
                                                place.file(),
                                                place.line(),
                                                place.column(),
                                                withIds ? place.value() : ""))
                                        .toList()))
                        .toList());
    }
}
