package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.MarkFigures.Month;
import dev.corridor.engine.store.JourneySelection.Visit;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.AnswerLimits.Shown;
import dev.corridor.statistics.matrix.Moments;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All touchpoints side by side, most interactions first. Holds what its reader may see and nothing else.
public record TouchpointFigures(Answered answered, List<Row> rows) {
    /// One touchpoint.
    ///
    /// @param waiting to the next touchpoint; [Times#NONE] where there is none, or of too few
    /// @param score of the journeys that pass it; empty where there is none or where it is not shown
    /// @param months in which journeys began, those that pass it among all
    public record Row(Touchpoint touchpoint, Times waiting, Optional<Estimate> score, List<Month> months) {}

    /// @param small whether the reader may list customers
    static TouchpointFigures of(Answered answered, boolean small) {
        AnswerLimits limits = small ? AnswerLimits.NONE : AnswerLimits.USUAL;
        Names names = answered.snapshot().store().touchpoints();
        Walk walk = new Walk(names.size(), LocalTime.of(answered.snapshot()).zone(), answered.openJourneys());
        boolean scored = answered.report().scale().isPresent();
        answered.selection().fold(walk, (self, visit) -> {
            self.visit(visit, scored);
            return self;
        });
        List<Row> rows = new ArrayList<>();
        for (Touchpoint touchpoint : answered.report().touchpoints()) {
            int code = names.code(touchpoint.id()).orElseThrow();
            boolean waits =
                    limits.shown(touchpoint.toNext().count(), Long.MAX_VALUE).compareTo(Shown.COUNTS) > 0;
            Optional<Result<Estimate>> score = scored && answered.allowance().at(new Mark.Touchpoint(touchpoint.id()))
                    ? Optional.of(limits.apply(answered.mean(walk.scores[code])))
                    : Optional.empty();
            rows.add(new Row(
                    touchpoint,
                    waits ? touchpoint.toNext() : Times.NONE,
                    score.flatMap(Result::answer),
                    walk.months(code)));
        }
        return new TouchpointFigures(answered, rows);
    }

    /// One walk over the journeys asked about.
    private static final class Walk {
        private final ZoneId zone;
        private final OpenJourneys states;
        private final int touchpoints;
        private final Moments[] scores;
        private final boolean[] passed;
        private final SortedMap<YearMonth, long[]> byMonth = new TreeMap<>();
        private long monthFrom = 1;
        private long monthTo;
        private long[] month = {};

        Walk(int touchpoints, ZoneId zone, OpenJourneys states) {
            this.zone = zone;
            this.states = states;
            this.touchpoints = touchpoints;
            this.scores = new Moments[touchpoints];
            this.passed = new boolean[touchpoints];
            Arrays.setAll(scores, _ -> Moments.of());
        }

        void visit(Visit visit, boolean scored) {
            Journeys journeys = visit.journeys();
            int journey = visit.journey();
            Arrays.fill(passed, false);
            for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
                passed[journeys.touchpoint(i)] = true;
            }
            double score = scored ? journeys.scores()[journey] : Double.NaN;
            long start = journeys.start(journey);
            long[] counts = start == Journeys.UNTIMED ? new long[touchpoints + 2] : month(start);
            counts[touchpoints]++;
            counts[touchpoints + 1] += states.state(journeys, journey) == OpenJourneys.State.OPEN ? 1 : 0;
            for (int code = 0; code < touchpoints; code++) {
                if (passed[code]) {
                    counts[code]++;
                    if (!Double.isNaN(score)) {
                        scores[code].add(score);
                    }
                }
            }
        }

        /// Remembers the month it was asked for last, as journeys come in runs.
        private long[] month(long second) {
            if (second < monthFrom || second >= monthTo) {
                YearMonth of = YearMonth.from(Instant.ofEpochSecond(second).atZone(zone));
                monthFrom = of.atDay(1).atStartOfDay(zone).toEpochSecond();
                monthTo = of.plusMonths(1).atDay(1).atStartOfDay(zone).toEpochSecond();
                month = byMonth.computeIfAbsent(of, _ -> new long[touchpoints + 2]);
            }
            return month;
        }

        List<Month> months(int code) {
            List<Month> months = new ArrayList<>();
            byMonth.forEach((of, counts) ->
                    months.add(new Month(of, counts[code], counts[touchpoints], counts[touchpoints + 1])));
            return months;
        }
    }
}
