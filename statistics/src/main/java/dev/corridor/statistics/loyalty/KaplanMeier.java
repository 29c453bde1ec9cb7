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
            double tolerance = 1e-12;
            for (int i = 0; i < curve.length; i++) {
                if (curve[i] < share - tolerance) {
                    return OptionalDouble.of(points.get(i).time());
                }
                if (curve[i] <= share + tolerance) {
                    int next = i + 1;
                    while (next < curve.length && curve[next] >= share - tolerance) {
                        next++;
                    }
                    double time = points.get(i).time();
                    return OptionalDouble.of(
                            next < curve.length ? (time + points.get(next).time()) / 2 : time);
                }
            }
            return OptionalDouble.empty();
        }
    }

    /// @return not possible without customers
    public static Result<Curve> of(RiskTable table) {
        long n = table.n();
        if (n == 0) {
            return Result.notPossible(0, "no-customers", "There is no customer to follow.");
        }
        List<Point> points = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        double lastHigh = 1;
        double z = Distributions.Z;
        for (RiskTable.Step step : table.steps()) {
            long left = step.atRisk() - step.events();
            survival *= (double) left / step.atRisk();
            Interval interval;
            double error = 0;
            if (survival > 0) {
                greenwood += (double) step.events() / ((double) step.atRisk() * left);
                error = survival * Math.sqrt(greenwood);
                double spread = z * Math.sqrt(greenwood) / -Math.log(survival);
                interval = new Interval(
                        Math.exp(Math.log(survival) * Math.exp(spread)),
                        Math.exp(Math.log(survival) * Math.exp(-spread)),
                        Interval.USUAL);
            } else {
                interval = new Interval(0, lastHigh, Interval.USUAL);
            }
            lastHigh = interval.high();
            points.add(new Point(step.time(), survival, error, interval, step.atRisk(), step.events()));
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
