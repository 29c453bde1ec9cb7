package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.summary.CensoredTimes;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.AnswerLimits.Shown;
import dev.corridor.statistics.disclosure.OneWaySuppression;
import dev.corridor.statistics.disclosure.TwoWaySuppression;
import dev.corridor.statistics.loyalty.KaplanMeier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// How long a stretch takes: quantiles, distribution, by hour and weekday of its beginning. Holds what its reader may
/// see and nothing else.
///
/// @param arrived journeys that got there, with a time; empty where they are too few to be said, as are `open`
///     (begun and still open), `never` (not open, and never got there) and `untimed` (it is not known when)
/// @param few whether some arrived, and too few to say a time
/// @param censored whether there are open journeys
/// @param median with open journeys counted as still on their way (Kaplan-Meier), as is `ninth`, by when nine in ten
///     have arrived; empty where too few arrived
/// @param steps none where too few arrived to be said, as for `hours`
/// @param hours a row per hour of the day, from 0, and one of all hours; in each a cell per weekday, from Monday, and
///     one of all days
public record StretchTimes(
        OptionalLong arrived,
        OptionalLong open,
        OptionalLong never,
        OptionalLong untimed,
        boolean few,
        boolean censored,
        Optional<Quantile> median,
        Optional<Quantile> ninth,
        List<Step> steps,
        List<List<Cell>> hours) {
    /// Hours of a day; also the row of all hours.
    public static final int HOURS = 24;

    /// Days of a week; also the column of all days.
    public static final int DAYS = 7;

    private static final double NINTH = 0.9;

    /// Of the intervals of totals, so that all of them together err in 1 of 20 data sets (Bonferroni).
    private static final double CORRECTED = 1 - (1 - Interval.USUAL) / (HOURS + DAYS);

    /// When a share has arrived.
    ///
    /// @param seconds empty where the estimate does not reach so far
    /// @param low lower end of the 95 % interval, in seconds, `high` the upper one; empty where that end is open
    public record Quantile(OptionalDouble seconds, OptionalDouble low, OptionalDouble high) {}

    /// Journeys that took between two times.
    ///
    /// @param from seconds, included
    /// @param to seconds, not included; empty: without end
    /// @param journeys empty where they are not shown
    public record Step(long from, OptionalLong to, OptionalLong journeys) {}

    /// Journeys whose stretch began at an hour of a weekday.
    ///
    /// @param journeys that arrived; empty where they are not shown
    /// @param median in seconds; empty where it is not shown or not reached
    /// @param few fewer than 30
    /// @param side where the interval of the median, corrected for the number of totals, lies beside the median
    ///     of all: -1 below, 1 above; 0 where it holds it
    public record Cell(OptionalLong journeys, OptionalDouble median, boolean few, int side) {}

    /// @param small whether the reader may list customers
    /// @param doubling empty: whichever shows more
    static StretchTimes of(Answered answered, Stretch stretch, boolean small, Optional<Boolean> doubling) {
        return new Counting(answered, stretch, small ? AnswerLimits.NONE : AnswerLimits.USUAL).times(doubling);
    }

    /// Collects the times of a stretch.
    private static final class Counting {
        private final AnswerLimits limits;
        private final Times[][] cells = new Times[HOURS][DAYS];
        private long never;
        private long untimed;

        Counting(Answered answered, Stretch stretch, AnswerLimits limits) {
            this.limits = limits;
            for (Times[] row : cells) {
                Arrays.setAll(row, _ -> new Times());
            }
            LocalHours clock = new LocalHours(LocalTime.of(answered.snapshot()));
            new StretchWalk(answered, stretch).each((_, ending, start, seconds) -> {
                switch (ending) {
                    case ARRIVED -> cells[clock.hour(start)][clock.weekday(start) - 1].ended.add(seconds);
                    case OPEN -> cells[clock.hour(start)][clock.weekday(start) - 1].open.add(seconds);
                    case NEVER -> never++;
                    case UNTIMED -> untimed++;
                    case APART -> {}
                }
            });
        }

        StretchTimes times(Optional<Boolean> wished) {
            CensoredTimes all = all(cells);
            long arrived = all.ended().length;
            boolean values = limits.shown(arrived, Long.MAX_VALUE).compareTo(Shown.COUNTS) > 0;
            Optional<Quantile> median = values ? quantile(all, 0.5, Interval.USUAL) : Optional.empty();
            boolean groups = arrived > 0 && shown(arrived).isPresent();
            return new StretchTimes(
                    shown(arrived),
                    shown(all.open().length),
                    shown(never),
                    shown(untimed),
                    arrived > 0 && !values,
                    all.open().length > 0,
                    median,
                    values ? quantile(all, NINTH, Interval.USUAL) : Optional.empty(),
                    groups ? steps(all.ended(), TimeSteps.edges(all.ended(), wished)) : List.of(),
                    groups ? hours(median.map(Quantile::seconds).orElse(OptionalDouble.empty())) : List.of());
        }

        private OptionalLong shown(long journeys) {
            return 0 < journeys && journeys < limits.counts() ? OptionalLong.empty() : OptionalLong.of(journeys);
        }

        private List<Step> steps(long[] sorted, List<Long> edges) {
            long[] counts = new long[edges.size() + 1];
            for (int step = 0, at = 0; step < counts.length; step++) {
                int begin = at;
                while (at < sorted.length && (step == edges.size() || sorted[at] < edges.get(step))) {
                    at++;
                }
                counts[step] = (long) at - begin;
            }
            OneWaySuppression hidden = OneWaySuppression.of(counts, limits.counts());
            List<Step> steps = new ArrayList<>();
            for (int step = 0; step < counts.length; step++) {
                boolean last = step == edges.size();
                if (!last || counts[step] > 0) {
                    steps.add(new Step(
                            step == 0 ? 0 : edges.get(step - 1),
                            last ? OptionalLong.empty() : OptionalLong.of(edges.get(step)),
                            hidden.hidden(step) ? OptionalLong.empty() : OptionalLong.of(counts[step])));
                }
            }
            return steps;
        }

        private List<List<Cell>> hours(OptionalDouble median) {
            long[][] counts = new long[HOURS][DAYS];
            for (int hour = 0; hour < HOURS; hour++) {
                for (int day = 0; day < DAYS; day++) {
                    counts[hour][day] = cells[hour][day].ended.size();
                }
            }
            TwoWaySuppression hidden = TwoWaySuppression.of(counts, limits.counts());
            List<List<Cell>> rows = new ArrayList<>();
            for (int hour = 0; hour <= HOURS; hour++) {
                List<Cell> row = new ArrayList<>();
                for (int day = 0; day <= DAYS; day++) {
                    row.add(
                            hidden.hidden(hour, day)
                                    ? new Cell(OptionalLong.empty(), OptionalDouble.empty(), true, 0)
                                    : cell(times(hour, day), median));
                }
                rows.add(row);
            }
            return rows;
        }

        private CensoredTimes times(int hour, int day) {
            Times[][] part = hour == HOURS ? cells : new Times[][] {cells[hour]};
            return all(
                    day == DAYS
                            ? part
                            : Arrays.stream(part)
                                    .map(row -> new Times[] {row[day]})
                                    .toArray(Times[][]::new));
        }

        private Cell cell(CensoredTimes times, OptionalDouble ofAll) {
            long journeys = times.ended().length;
            Shown shown = limits.shown(journeys, Long.MAX_VALUE);
            boolean values = journeys > 0 && shown.compareTo(Shown.COUNTS) > 0;
            Optional<Quantile> median = values ? quantile(times, 0.5, CORRECTED) : Optional.empty();
            return new Cell(
                    OptionalLong.of(journeys),
                    median.map(Quantile::seconds).orElse(OptionalDouble.empty()),
                    shown.compareTo(Shown.ALL) < 0,
                    ofAll.isEmpty()
                            ? 0
                            : median.map(own -> side(own, ofAll.getAsDouble())).orElse(0));
        }

        private static int side(Quantile own, double median) {
            if (own.low().isPresent() && own.low().getAsDouble() > median) {
                return 1;
            }
            return own.high().isPresent() && own.high().getAsDouble() < median ? -1 : 0;
        }

        private static Optional<Quantile> quantile(CensoredTimes times, double p, double level) {
            if (times.ended().length == 0) {
                return Optional.empty();
            }
            KaplanMeier.Reached reached = KaplanMeier.reached(times.ended(), times.open(), 1 - p, level);
            return Optional.of(new Quantile(times.quantile(p), reached.low(), reached.high()));
        }

        private static CensoredTimes all(Times[][] cells) {
            return new CensoredTimes(
                    Arrays.stream(cells)
                            .flatMap(Arrays::stream)
                            .flatMapToLong(times -> times.ended.values())
                            .toArray(),
                    Arrays.stream(cells)
                            .flatMap(Arrays::stream)
                            .flatMapToLong(times -> times.open.values())
                            .toArray());
        }
    }

    /// The times of one cell.
    private static final class Times {
        private final Seconds ended = new Seconds();
        private final Seconds open = new Seconds();
    }

    /// A growing list of seconds.
    private static final class Seconds {
        private long[] seconds = {};
        private int size;

        void add(long value) {
            if (size == seconds.length) {
                seconds = Arrays.copyOf(seconds, Math.max(16, 2 * size));
            }
            seconds[size++] = value;
        }

        int size() {
            return size;
        }

        LongStream values() {
            return Arrays.stream(seconds, 0, size);
        }
    }
}
