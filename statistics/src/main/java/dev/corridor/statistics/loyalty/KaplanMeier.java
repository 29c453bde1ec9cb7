package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The share of customers still there as time passes, with those last seen before the event counted as long
/// as they were seen.
///
/// Product limit of Kaplan and Meier (1958, JASA 53); variance of Greenwood; intervals on the scale log(-log
/// S) (Kalbfleisch and Prentice 2002, 1.4), which stay inside 0 to 1.
public final class KaplanMeier {
    static final String METHOD = "Kaplan-Meier, log-log interval";
    private static final int FEW_EVENTS = 10;

    private KaplanMeier() {}

    /// One step of the curve: from `time` on, until the next.
    ///
    /// @param survival share still there, 0 to 1
    /// @param standardError of the share, Greenwood; 0 where nobody is left
    /// @param interval of the share at 95 %; after the curve has reached 0 it goes from 0 to the last upper
    ///     end
    /// @param atRisk customers under observation just before
    public record Point(
            double time, double survival, double standardError, Interval interval, long atRisk, long events) {}

    /// A time at which the curve reaches a share; absent where it does not go so far down.
    public record Reached(OptionalDouble time, OptionalDouble low, OptionalDouble high) {}

    /// @param points one per distinct time of an event, ascending; none where no event happened
    public record Curve(long n, long events, List<Point> points, String method, List<Note> warnings) {
        public Curve {
            points = List.copyOf(points);
            warnings = List.copyOf(warnings);
        }

        /// The share still there just after a time; 1 before the first event.
        public double survivalAt(double time) {
            double share = 1;
            for (Point point : points) {
                if (point.time() > time) {
                    break;
                }
                share = point.survival();
            }
            return share;
        }

        /// When half of the customers are gone.
        public Reached median() {
            return reached(0.5);
        }

        /// When the curve falls to a share; where it stands exactly on it for a while, the middle of that
        /// while. The interval is where the intervals of the curve hold the share (Brookmeyer and Crowley
        /// 1982).
        ///
        /// @param share between 0 and 1
        public Reached reached(double share) {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("share " + share);
            }
            return new Reached(
                    crossing(points.stream().mapToDouble(Point::survival).toArray(), share),
                    crossing(
                            points.stream().mapToDouble(p -> p.interval().low()).toArray(), share),
                    crossing(
                            points.stream()
                                    .mapToDouble(p -> p.interval().high())
                                    .toArray(),
                            share));
        }

        private OptionalDouble crossing(double[] curve, double share) {
            Crossing crossing = new Crossing(share);
            for (int i = 0; i < curve.length; i++) {
                crossing.step(points.get(i).time(), curve[i]);
            }
            return crossing.time();
        }
    }

    /// Where a falling curve crosses a share, as its steps go by.
    private static final class Crossing {
        private static final double TOLERANCE = 1e-12;

        private final double share;
        private double on = Double.NaN;
        private double time = Double.NaN;

        Crossing(double share) {
            this.share = share;
        }

        void step(double at, double value) {
            if (!Double.isNaN(time)) {
                return;
            }
            if (value < share - TOLERANCE) {
                time = Double.isNaN(on) ? at : (on + at) / 2;
            } else if (value <= share + TOLERANCE && Double.isNaN(on)) {
                on = at;
            }
        }

        OptionalDouble time() {
            double found = Double.isNaN(time) ? on : time;
            return Double.isNaN(found) ? OptionalDouble.empty() : OptionalDouble.of(found);
        }
    }

    /// The curve as its steps go by.
    private static final class Walk {
        private final double level;
        private final double z;
        private double survival = 1;
        private double greenwood;
        private double error;
        private Interval interval;

        Walk(double level) {
            this.level = level;
            z = Distributions.normalQuantile(0.5 + level / 2);
            interval = new Interval(1, 1, level);
        }

        void step(long atRisk, long events) {
            long left = atRisk - events;
            survival *= (double) left / atRisk;
            error = 0;
            if (survival > 0) {
                greenwood += (double) events / ((double) atRisk * left);
                error = survival * Math.sqrt(greenwood);
                double spread = z * Math.sqrt(greenwood) / -Math.log(survival);
                interval = new Interval(
                        Math.exp(Math.log(survival) * Math.exp(spread)),
                        Math.exp(Math.log(survival) * Math.exp(-spread)),
                        level);
            } else {
                interval = new Interval(0, interval.high(), level);
            }
        }
    }

    /// When the curve of many times falls to a share: as [Curve#reached], without keeping the curve.
    ///
    /// @param events times at which it happened, ascending, each 0 or more
    /// @param censored times at which somebody was last seen before it, ascending
    /// @param share between 0 and 1
    /// @param level of the interval, such as [Interval#USUAL]
    public static Reached reached(long[] events, long[] censored, double share, double level) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share " + share);
        }
        Walk walk = new Walk(level);
        Crossing middle = new Crossing(share);
        Crossing low = new Crossing(share);
        Crossing high = new Crossing(share);
        int gone = 0;
        for (int at = 0; at < events.length; ) {
            long time = events[at];
            int next = at;
            while (next < events.length && events[next] == time) {
                next++;
            }
            while (gone < censored.length && censored[gone] < time) {
                gone++;
            }
            walk.step((long) events.length - at + censored.length - gone, (long) next - at);
            middle.step(time, walk.survival);
            low.step(time, walk.interval.low());
            high.step(time, walk.interval.high());
            at = next;
        }
        return new Reached(middle.time(), low.time(), high.time());
    }

    /// @return not possible without customers
    public static Result<Curve> of(RiskTable table) {
        long n = table.n();
        if (n == 0) {
            return Result.notPossible(0, "no-customers", "There is no customer to follow.");
        }
        List<Point> points = new ArrayList<>();
        Walk walk = new Walk(Interval.USUAL);
        for (RiskTable.Step step : table.steps()) {
            walk.step(step.atRisk(), step.events());
            points.add(new Point(step.time(), walk.survival, walk.error, walk.interval, step.atRisk(), step.events()));
        }
        return new Result.Answer<>(new Curve(n, table.events(), points, METHOD, warnings(table, points)));
    }

    private static List<Note> warnings(RiskTable table, List<Point> points) {
        List<Note> warnings = new ArrayList<>();
        if (table.leftOut() > 0) {
            warnings.add(leftOut(table.leftOut()));
        }
        if (table.events() < FEW_EVENTS) {
            warnings.add(new Note(
                    "few-events", "Only " + table.events() + " events: the curve and its intervals are rough."));
        }
        for (int i = 0; i + 1 < points.size(); i++) {
            if (points.get(i).survival() == 0) {
                warnings.add(new Note(
                        "emptied-early",
                        "At time " + points.get(i).time() + " all who were under observation had the event, others"
                                + " came later: begin the curve after that time."));
                break;
            }
        }
        return warnings;
    }

    static Note leftOut(long rows) {
        return new Note(
                "left-out",
                rows + (rows == 1 ? " row was" : " rows were")
                        + " left out: a time is missing, negative, or ends before it starts.");
    }
}
