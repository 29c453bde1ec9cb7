package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import dev.corridor.map.living.Metric;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.matrix.Moments;
import dev.corridor.statistics.score.TopBox;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What is known of one place of the map: figures with their intervals, where journeys come from and go to, months.
///
/// @param filter for exactly the journeys that the place counts
/// @param journeys that the place counts
/// @param customers who walked the journeys that the place counts; empty where none is known
/// @param share of the journeys asked about
/// @param waiting until the next touchpoint, or of the step
/// @param score of the journeys that the place counts, `scoreOfRest` of the other ones asked about; empty where there
///     is none or where it is not shown
/// @param from places before it, most used first
/// @param to places behind it
public record MarkFigures(
        Mark mark,
        Filter filter,
        long journeys,
        long all,
        OptionalLong customers,
        Result<Estimate> share,
        OptionalLong interactions,
        OptionalLong repeats,
        OptionalLong dropOuts,
        Times waiting,
        Optional<Result<Estimate>> score,
        Optional<Result<Estimate>> scoreOfRest,
        List<Neighbour> from,
        List<Neighbour> to,
        List<Month> months) {
    private static final int NEIGHBOURS = 6;

    /// A step to or from the place.
    public record Neighbour(String id, long journeys) {}

    /// Journeys that began in a month.
    ///
    /// @param journeys those that the place counts
    /// @param all those asked about
    /// @param open those of them that are still going on
    public record Month(YearMonth month, long journeys, long all, long open) {
        private static final long MOST_OPEN = 10;

        /// Whether its share can be set beside that of others: at most a tenth of its journeys may still come to the
        /// place.
        public boolean ripe() {
            return open * MOST_OPEN <= all;
        }

        public double share() {
            return all == 0 ? 0 : (double) journeys / all;
        }

        /// Of the share; none where nobody began.
        public Optional<Interval> interval() {
            return TopBox.share(journeys, all).answer().map(Estimate::interval);
        }
    }

    /// Empty where the mark's touchpoints are none of the data.
    ///
    /// @param metric of the map, as in [Marks#filter]
    public static Optional<MarkFigures> of(Answered answered, Mark mark, Metric metric) {
        FlowReport report = answered.report();
        boolean known = switch (mark) {
            case Mark.Touchpoint(String id) -> isKnown(answered, id);
            case Mark.Start(String id) -> isKnown(answered, id);
            case Mark.End(String id) -> isKnown(answered, id);
            case Mark.Step(String from, String to) -> isKnown(answered, from) && isKnown(answered, to);
        };
        if (!known) {
            return Optional.empty();
        }
        Filter filter = Marks.filter(mark, metric);
        JourneySelection chosen = ResolvedFilter.of(
                        filter, answered.snapshot().store(), answered.question().zone())
                .select(answered.selection(), answered::openJourneys);
        boolean scored = report.scale().isPresent();
        boolean usual =
                filter.equals(Marks.filter(mark)) || answered.allowance().everything();
        Counted counted = Counted.of(
                answered.selection(),
                chosen,
                scored,
                LocalTime.of(answered.snapshot()).zone(),
                answered.openJourneys());
        Optional<Touchpoint> touchpoint =
                mark instanceof Mark.Touchpoint(String id) ? touchpoint(report, id) : Optional.empty();
        return Optional.of(new MarkFigures(
                mark,
                filter,
                counted.journeys,
                counted.all,
                Extent.of(chosen).customers(),
                TopBox.share(counted.journeys, counted.all),
                touchpoint.map(at -> OptionalLong.of(at.interactions())).orElse(OptionalLong.empty()),
                touchpoint.map(at -> OptionalLong.of(at.repeats())).orElse(OptionalLong.empty()),
                touchpoint
                        .flatMap(at -> at.dropOuts().isPresent() ? Optional.of(at.dropOuts()) : Optional.empty())
                        .orElse(OptionalLong.empty()),
                wait(report, mark),
                scored && usual && answered.allowance().at(mark)
                        ? Optional.of(answered.mean(counted.scores))
                        : Optional.empty(),
                scored && usual && answered.allowance().besides(mark)
                        ? Optional.of(answered.mean(counted.otherScores))
                        : Optional.empty(),
                neighbours(report, mark, true),
                neighbours(report, mark, false),
                counted.months()));
    }

    private static boolean isKnown(Answered answered, String id) {
        return answered.snapshot().store().touchpoints().code(id).isPresent();
    }

    private static Optional<Touchpoint> touchpoint(FlowReport report, String id) {
        return report.touchpoints().stream().filter(at -> at.id().equals(id)).findFirst();
    }

    private static Times wait(FlowReport report, Mark mark) {
        return switch (mark) {
            case Mark.Touchpoint(String id) ->
                touchpoint(report, id).map(Touchpoint::toNext).orElse(Times.NONE);
            case Mark.Step(String from, String to) ->
                report.edges().stream()
                        .filter(edge -> id(report, edge.from()).equals(from)
                                && id(report, edge.to()).equals(to))
                        .findFirst()
                        .map(Edge::times)
                        .orElse(Times.NONE);
            case Mark.Start ignored -> Times.NONE;
            case Mark.End ignored -> Times.NONE;
        };
    }

    private static String id(FlowReport report, int touchpoint) {
        return report.touchpoints().get(touchpoint).id();
    }

    private static List<Neighbour> neighbours(FlowReport report, Mark mark, boolean before) {
        if (!(mark instanceof Mark.Touchpoint(String own))) {
            return List.of();
        }
        return report.edges().stream()
                .filter(edge -> id(report, before ? edge.to() : edge.from()).equals(own) && !edge.loop())
                .sorted(Comparator.comparingLong(Edge::journeys).reversed())
                .limit(NEIGHBOURS)
                .map(edge -> new Neighbour(id(report, before ? edge.from() : edge.to()), edge.journeys()))
                .toList();
    }

    /// One walk over each part of the journeys asked about.
    private static final class Counted {
        private long journeys;
        private long all;
        private final Moments scores = Moments.of();
        private final Moments otherScores = Moments.of();
        private final Map<YearMonth, long[]> byMonth = new TreeMap<>();
        private final OpenJourneys states;

        private Counted(OpenJourneys states) {
            this.states = states;
        }

        private static Counted of(
                JourneySelection asked, JourneySelection chosen, boolean scores, ZoneId zone, OpenJourneys states) {
            return asked
                    .read(() -> IntStream.range(0, asked.parts().size())
                            .parallel()
                            .mapToObj(i -> {
                                Counted part = new Counted(states);
                                part.add(asked.parts().get(i), chosen.parts().get(i), scores, zone);
                                return part;
                            })
                            .toList())
                    .stream()
                    .reduce(new Counted(states), Counted::with);
        }

        private Counted with(Counted other) {
            journeys += other.journeys;
            all += other.all;
            scores.merge(other.scores);
            otherScores.merge(other.otherScores);
            other.byMonth.forEach((month, counts) -> {
                long[] own = byMonth.computeIfAbsent(month, _ -> new long[counts.length]);
                Arrays.setAll(own, i -> own[i] + counts[i]);
            });
            return this;
        }

        private void add(JourneySelection.Part asked, JourneySelection.Part chosen, boolean scored, ZoneId zone) {
            Journeys journeysOfPart = asked.journeys();
            double[] scoreOf = scored ? journeysOfPart.scores() : new double[0];
            Calendar calendar = new Calendar(zone);
            for (int journey = 0; journey < journeysOfPart.count(); journey++) {
                if (!asked.selects(journey)) {
                    continue;
                }
                boolean counts = chosen.selects(journey);
                all++;
                journeys += counts ? 1 : 0;
                if (scored && journey < scoreOf.length && !Double.isNaN(scoreOf[journey])) {
                    (counts ? scores : otherScores).add(scoreOf[journey]);
                }
                long start = journeysOfPart.start(journey);
                if (start != Journeys.UNTIMED) {
                    long[] month = calendar.month(start, byMonth);
                    month[0] += counts ? 1 : 0;
                    month[1]++;
                    month[2] += states.state(journeysOfPart, journey) == OpenJourneys.State.OPEN ? 1 : 0;
                }
            }
        }

        private List<Month> months() {
            List<Month> months = new ArrayList<>();
            byMonth.forEach((month, counts) -> months.add(new Month(month, counts[0], counts[1], counts[2])));
            return months;
        }
    }

    /// Remembers the months it was asked for: journeys come by customer, not by time.
    private static final class Calendar {
        private final ZoneId zone;
        private final List<Span> known = new ArrayList<>();
        private Span latest = new Span(1, 0, new long[0]);

        private record Span(long from, long to, long[] counts) {
            boolean holds(long second) {
                return from <= second && second < to;
            }
        }

        Calendar(ZoneId zone) {
            this.zone = zone;
        }

        private long[] month(long second, Map<YearMonth, long[]> byMonth) {
            if (!latest.holds(second)) {
                latest = span(second, byMonth);
            }
            return latest.counts;
        }

        private Span span(long second, Map<YearMonth, long[]> byMonth) {
            for (Span span : known) {
                if (span.holds(second)) {
                    return span;
                }
            }
            YearMonth month = YearMonth.from(Instant.ofEpochSecond(second).atZone(zone));
            Span span = new Span(
                    month.atDay(1).atStartOfDay(zone).toEpochSecond(),
                    month.plusMonths(1).atDay(1).atStartOfDay(zone).toEpochSecond(),
                    byMonth.computeIfAbsent(month, _ -> new long[3]));
            known.add(span);
            return span;
        }
    }
}
