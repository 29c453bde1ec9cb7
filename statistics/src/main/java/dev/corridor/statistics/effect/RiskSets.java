package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The effect of something met on the way, by risk sets: whoever meets it after a delay at a place is
/// compared
/// with all who were at the same place, were still there at that delay and had not met it (Lu 2005; Li,
/// Propert and Rosenbaum 2001). Who merely stays on the way longer has no more weight on one side than
/// on the
/// other.
///
/// The others may meet it later, and so have its effect in their outcomes too. The effect is the number
/// that, taken off
/// every outcome of those who ever meet it, leaves no difference between the exposed and their risk sets
/// (g-estimation of a constant effect: Robins 1994): the mean difference over the share of the others
/// who never meet
/// it. Where that share is below a half, meeting it is a matter of when: nothing is taken off, the
/// effect is that of
/// meeting it now against not yet, and a warning says so. The error is that of the sums of influences
/// per cluster:
/// one exposed counts once, one other as often as it was compared.
///
/// Rows come set by set, within a set by stay, longest first, in one pass: influences are linear in the effect, so
/// their
/// sums are kept without it and with what it is multiplied by. Cost: 38 bytes per row of the largest set, 20 per
/// cluster.
public final class RiskSets {
    private static final int LEAST_OTHERS = 5;
    /// Fewest exposed, and fewest others.
    public static final int MIN_ROWS = 10;
    /// Share of the risk sets that never meets it, below which meeting it is a matter of when.
    public static final double LEAST_NEVER = 0.5;

    private RiskSets() {}

    /// The rows of one candidate.
    public interface Rows {
        void each(Row row);
    }

    /// Takes one row.
    public interface Row {
        /// @param set who is compared with whom; rows of one set come together
        /// @param stay how long the row was at the place without meeting it: of an exposed row until it
        ///     met it, else
        ///     until it left the place. Never rises within a set
        /// @param outcome finite; anything known beforehand may have been taken off
        /// @param later whether a row that is not exposed meets it afterwards, before its outcome
        /// @param raw outcome as it is
        void take(
                int set,
                double stay,
                boolean exposed,
                boolean later,
                double outcome,
                double raw,
                int customer,
                int cluster);
    }

    /// @param effect with the larger of both errors
    /// @param exposedMean outcome of the exposed that were compared, as it is
    /// @param otherMean the same less the effect: what is expected of them without the exposure
    /// @param never share of their risk sets that never meets it
    public record Compared(Effect effect, double exposedMean, double otherMean, double never) {}

    /// @param customers densely numbered from 0
    /// @param clusters the same of what else is shared; 0 where nothing is
    public static Result<Compared> effect(Rows rows, int customers, int clusters) {
        Sums sums = new Sums(customers, clusters);
        rows.each(sums);
        sums.closeSet();
        if (Math.min(sums.exposed, sums.others) < MIN_ROWS) {
            boolean enough = Math.min(sums.exposed + sums.alone, sums.others) >= MIN_ROWS;
            return Result.notPossible(
                    sums.exposed + sums.others,
                    enough ? "no-overlap" : "too-few",
                    String.format(
                            Locale.ROOT,
                            "%d exposed that can be compared with others at the same place; at least %d are needed.",
                            sums.exposed,
                            MIN_ROWS));
        }
        return sums.result();
    }

    /// Influences per cluster: without the effect; what it is to be multiplied by where it is taken off the outcomes of
    /// those who meet it later; and rows exposed, by which it is to be multiplied where it is not.
    private static final class Influences {
        private static final int OTHER = 1;
        private static final int EXPOSED = 2;

        private final double[] sums;
        /// Twice the rows exposed, and one where some row was another.
        private final int[] rows;

        Influences(int clusters) {
            sums = new double[Math.multiplyExact(2, clusters)];
            rows = new int[clusters];
        }

        void exposed(int cluster, double plain, double takenOff) {
            add(cluster, plain, takenOff);
            rows[cluster] += EXPOSED;
        }

        void other(int cluster, double plain, double takenOff) {
            add(cluster, plain, takenOff);
            rows[cluster] |= OTHER;
        }

        private void add(int cluster, double plain, double takenOff) {
            sums[2 * cluster] += plain;
            sums[2 * cluster + 1] += takenOff;
        }

        /// @param squares sum of the squared influences
        record Tally(double squares, int clusters, int exposed, int others) {}

        Tally tally(double effect, boolean isTakenOff) {
            double squares = 0;
            int clusters = 0;
            int exposed = 0;
            int others = 0;
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] > 0) {
                    double times = isTakenOff ? sums[2 * i + 1] : rows[i] >> 1;
                    double influence = sums[2 * i] - effect * times;
                    squares += influence * influence;
                    clusters++;
                    exposed += rows[i] >= EXPOSED ? 1 : 0;
                    others += rows[i] & OTHER;
                }
            }
            return new Tally(squares, clusters, exposed, others);
        }
    }

    /// Gathers the rows of a set and sums it up when it is over.
    private static final class Sums implements Row {
        private final Influences byCustomer;
        private final @Nullable Influences byCluster;

        // Of the set: its rows, each with the number of exposed whose stay was not shorter

        private int set = -1;
        private int rows;
        private double[] stays = new double[1024];
        private double[] outcomes = new double[1024];
        private double[] raws = new double[1024];
        private boolean[] exposures = new boolean[1024];
        private boolean[] meets = new boolean[1024];
        private int[] customers = new int[1024];
        private int[] clusters = new int[1024];
        private int[] givenBefore = new int[1024];

        // Of the set: its exposed, each with the sums of all up to it

        private int given;
        private double[] weights = new double[256];
        private double[] means = new double[256];
        private double[] laters = new double[256];

        // Of all

        private long exposed;
        private long others;
        private long alone;
        private double difference;
        private double never;
        private double exposedRaw;
        private double allExposedRaw;
        private double allOtherRaw;
        private long allOthers;

        Sums(int customers, int clusters) {
            this.byCustomer = new Influences(customers);
            this.byCluster = clusters > 0 ? new Influences(clusters) : null;
        }

        @Override
        public void take(
                int inSet,
                double stay,
                boolean isExposed,
                boolean later,
                double outcome,
                double raw,
                int customer,
                int cluster) {
            if (inSet != set) {
                closeSet();
                set = inSet;
            } else if (rows > 0 && stay > stays[rows - 1]) {
                throw new IllegalArgumentException("stays rise within a set");
            }
            if (rows == outcomes.length) {
                grow();
            }
            stays[rows] = stay;
            outcomes[rows] = outcome;
            raws[rows] = raw;
            exposures[rows] = isExposed;
            meets[rows] = isExposed || later;
            customers[rows] = customer;
            clusters[rows] = cluster;
            rows++;
            if (isExposed) {
                allExposedRaw += raw;
                alone++;
            } else {
                allOtherRaw += raw;
                allOthers++;
            }
        }

        private void grow() {
            int larger = Math.multiplyExact(rows, 2);
            stays = Arrays.copyOf(stays, larger);
            outcomes = Arrays.copyOf(outcomes, larger);
            raws = Arrays.copyOf(raws, larger);
            exposures = Arrays.copyOf(exposures, larger);
            meets = Arrays.copyOf(meets, larger);
            customers = Arrays.copyOf(customers, larger);
            clusters = Arrays.copyOf(clusters, larger);
            givenBefore = Arrays.copyOf(givenBefore, larger);
        }

        void closeSet() {
            compareExposed();
            weighOthers();
            others += rows;
            given = 0;
            rows = 0;
        }

        /// Each exposed with the rows that stayed longer.
        private void compareExposed() {
            double longerSum = 0;
            long longerMeet = 0;
            for (int from = 0, to; from < rows; from = to) {
                to = from;
                double sum = 0;
                int meet = 0;
                for (; to < rows && stays[to] == stays[from]; to++) {
                    if (exposures[to] && from >= LEAST_OTHERS) {
                        exposed(to, from, longerSum / from, (double) longerMeet / from);
                    }
                    sum += outcomes[to];
                    meet += meets[to] ? 1 : 0;
                }
                Arrays.fill(givenBefore, from, to, given);
                longerSum += sum;
                longerMeet += meet;
            }
        }

        /// @param longer rows that stayed longer, with the mean of their outcomes and the share that meets it later
        private void exposed(int row, int longer, double mean, double share) {
            double above = outcomes[row] - mean;
            exposed++;
            alone--;
            exposedRaw += raws[row];
            never += 1 - share;
            difference += above;
            if (given + 1 == weights.length) {
                weights = Arrays.copyOf(weights, 2 * weights.length);
                means = Arrays.copyOf(means, weights.length);
                laters = Arrays.copyOf(laters, weights.length);
            }
            weights[given + 1] = weights[given] + 1.0 / longer;
            means[given + 1] = means[given] + mean / longer;
            laters[given + 1] = laters[given] + share / longer;
            given++;
            byCustomer.exposed(customers[row], above, 1 - share);
            if (byCluster != null) {
                byCluster.exposed(clusters[row], above, 1 - share);
            }
        }

        /// A row was compared with the exposed of shorter stays: those that came after the last row of its own stay.
        private void weighOthers() {
            for (int i = 0; i < rows && givenBefore[i] < given; i++) {
                int before = givenBefore[i];
                double times = weights[given] - weights[before];
                double plain = means[given] - means[before] - outcomes[i] * times;
                double takenOff = laters[given] - laters[before] - (meets[i] ? times : 0);
                byCustomer.other(customers[i], plain, takenOff);
                if (byCluster != null) {
                    byCluster.other(clusters[i], plain, takenOff);
                }
            }
        }

        Result<Compared> result() {
            boolean isTakenOff = never >= LEAST_NEVER * exposed;
            double size = isTakenOff ? never : exposed;
            double effect = difference / size;
            Result<Effect> own = answer(byCustomer, effect, size, isTakenOff, "risk sets, clustered by customer");
            Result<Effect> larger = byCluster == null
                    ? own
                    : own.map(customers -> answer(byCluster, effect, size, isTakenOff, "risk sets, clustered")
                            .answer()
                            .map(other -> customers.orLargerError(withClusters(other, customers)))
                            .orElse(customers));
            double exposedMean = exposedRaw / exposed;
            return larger.map(found -> new Compared(found, exposedMean, exposedMean - effect, never / exposed));
        }

        /// The other error, with customers counted as the first does.
        private static Effect withClusters(Effect other, Effect customers) {
            return new Effect(
                    other.estimate(),
                    other.raw(),
                    other.standardError(),
                    other.degreesOfFreedom(),
                    other.p(),
                    other.exposed(),
                    other.unexposed(),
                    customers.exposedClusters(),
                    customers.unexposedClusters(),
                    other.trimmedExposed(),
                    other.trimmedUnexposed());
        }

        private Result<Effect> answer(Influences sums, double effect, double size, boolean isTakenOff, String method) {
            Influences.Tally tally = sums.tally(effect, isTakenOff);
            int count = tally.clusters;
            int fewest = Math.min(tally.exposed, tally.others);
            if (fewest < 2) {
                return Result.notPossible(exposed, "one-cluster", "An arm has one cluster only.");
            }
            double variance = tally.squares / (size * size) * count / (count - 1.0);
            if (!(variance > 0) || !Double.isFinite(variance)) {
                return Result.notPossible(exposed, "constant-outcome", "All outcomes are the same.");
            }
            double error = Math.sqrt(variance);
            double degrees = fewest - 1.0;
            List<Note> warnings = new ArrayList<>();
            if (alone > 0) {
                warnings.add(new Note(
                        "trimmed",
                        String.format(
                                Locale.ROOT,
                                "%d exposed have fewer than %d others to be compared with and are left out.",
                                alone,
                                LEAST_OTHERS)));
            }
            if (!isTakenOff) {
                warnings.add(new Note(
                        "met-later",
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of those compared meet it later: this is the effect of meeting it now rather"
                                        + " than later.",
                                100 - 100 * never / exposed)));
            }
            if (fewest < 30) {
                warnings.add(new Note("few-clusters", "Fewer than 30 clusters in one arm."));
            }
            long n = exposed + allOthers;
            double allExposed = exposed + alone;
            double raw = allExposedRaw / allExposed - allOtherRaw / Math.max(1, allOthers);
            return new Result.Answer<>(new Effect(
                    new Estimate(
                            effect,
                            Distributions.interval(effect, error, degrees),
                            n,
                            count,
                            method,
                            Effect.ASSUMPTIONS,
                            warnings),
                    raw,
                    error,
                    degrees,
                    Distributions.p(effect, error, degrees),
                    exposed,
                    allOthers,
                    tally.exposed,
                    tally.others,
                    alone,
                    0));
        }
    }
}
