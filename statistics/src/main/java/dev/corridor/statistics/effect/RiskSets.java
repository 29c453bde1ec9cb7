package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
/// Rows come set by set, within a set by stay, longest first; two passes over the same rows. Cost: 8
/// bytes per
/// row of the largest set, 9 per cluster.
public final class RiskSets {
    private static final int LEAST_OTHERS = 5;
    private static final int MIN_ROWS = 10;
    private static final double LEAST_NEVER = 0.5;

    private RiskSets() {}

    /// The rows of one candidate; called twice, with the same rows in the same order.
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
        First first = new First();
        rows.each(first);
        first.closeSet();
        if (Math.min(first.exposed, first.others) < MIN_ROWS) {
            boolean enough = Math.min(first.exposed + first.alone, first.others) >= MIN_ROWS;
            return Result.notPossible(
                    first.exposed + first.others,
                    enough ? "no-overlap" : "too-few",
                    String.format(
                            Locale.ROOT,
                            "%d exposed that can be compared with others at the same place; at least %d are needed.",
                            first.exposed,
                            MIN_ROWS));
        }
        Second second = new Second(first, customers, clusters);
        rows.each(second);
        second.closeSet();
        return second.result();
    }

    /// Sums the differences.
    private static class First implements Row {
        private int set = -1;
        private double stay = Double.POSITIVE_INFINITY;
        private long longer;
        private double longerSum;
        private long longerLater;
        private long tied;
        private double tiedSum;
        private long tiedLater;
        long exposed;
        long others;
        long alone;
        double difference;
        double never;
        double exposedRaw;
        double allExposedRaw;
        double allOtherRaw;
        long allOthers;

        @Override
        public void take(
                int inSet,
                double stayed,
                boolean isExposed,
                boolean later,
                double outcome,
                double raw,
                int customer,
                int cluster) {
            if (inSet != set) {
                closeSet();
                set = inSet;
            } else if (stayed > stay) {
                throw new IllegalArgumentException("stays rise within a set");
            } else if (stayed < stay) {
                longer += tied;
                longerSum += tiedSum;
                longerLater += tiedLater;
                tied = 0;
                tiedSum = 0;
                tiedLater = 0;
            }
            stay = stayed;
            if (isExposed) {
                allExposedRaw += raw;
                if (longer >= LEAST_OTHERS) {
                    exposed++;
                    double unmet = 1 - (double) longerLater / longer;
                    never += unmet;
                    exposedRaw += raw;
                    compared(outcome, longerSum / longer, unmet, longer, customer, cluster);
                } else {
                    alone++;
                }
            } else {
                allOthers++;
                allOtherRaw += raw;
            }
            tied++;
            tiedSum += outcome;
            tiedLater += isExposed || later ? 1 : 0;
            row(outcome, isExposed || later, customer, cluster);
        }

        /// @param unmet share of the risk set that never meets it
        void compared(double outcome, double mean, double unmet, long others, int customer, int cluster) {
            difference += outcome - mean;
        }

        void row(double outcome, boolean meets, int customer, int cluster) {}

        void closeSet() {
            others += longer + tied;
            longer = 0;
            longerSum = 0;
            longerLater = 0;
            tied = 0;
            tiedSum = 0;
            tiedLater = 0;
            stay = Double.POSITIVE_INFINITY;
        }
    }

    /// Sums the influences: the weight of a row as an other is known when its set is over.
    private static final class Second extends First {
        private final First first;
        private final boolean whether;
        private final double size;
        private final double effect;
        private final ClusterSums byCustomer;
        private final ClusterSums byCluster;
        private final boolean clustered;
        private double[] outcomes = new double[1024];
        private double[] weightFrom = new double[1024];
        private double[] meanFrom = new double[1024];
        private int[] customers = new int[1024];
        private int[] clusters = new int[1024];
        private double[] ties = new double[1024];
        private int rows;
        private double weight;
        private double weightedMean;
        private double stay;

        Second(First first, int customers, int clusters) {
            this.first = first;
            this.whether = first.never >= LEAST_NEVER * first.exposed;
            this.size = whether ? first.never : first.exposed;
            this.effect = first.difference / size;
            this.byCustomer = new ClusterSums(customers);
            this.byCluster = new ClusterSums(Math.max(1, clusters));
            this.clustered = clusters > 0;
        }

        @Override
        public void take(
                int inSet,
                double stayed,
                boolean isExposed,
                boolean later,
                double outcome,
                double raw,
                int customer,
                int cluster) {
            stay = stayed;
            super.take(inSet, stayed, isExposed, later, outcome, raw, customer, cluster);
        }

        @Override
        void compared(double outcome, double mean, double unmet, long others, int customer, int cluster) {
            double share = whether ? unmet : 1;
            add(customer, cluster, true, (outcome - mean - effect * share) / size);
            weight += 1.0 / others;
            weightedMean += (mean - effect * (1 - share)) / others;
        }

        @Override
        void row(double outcome, boolean meets, int customer, int cluster) {
            if (rows == outcomes.length) {
                grow();
            }
            outcomes[rows] = outcome - (meets && whether ? effect : 0);
            weightFrom[rows] = weight;
            meanFrom[rows] = weightedMean;
            ties[rows] = stay;
            customers[rows] = customer;
            clusters[rows] = cluster;
            rows++;
        }

        private void grow() {
            int larger = rows * 2;
            outcomes = java.util.Arrays.copyOf(outcomes, larger);
            weightFrom = java.util.Arrays.copyOf(weightFrom, larger);
            meanFrom = java.util.Arrays.copyOf(meanFrom, larger);
            ties = java.util.Arrays.copyOf(ties, larger);
            customers = java.util.Arrays.copyOf(customers, larger);
            clusters = java.util.Arrays.copyOf(clusters, larger);
        }

        /// A row was compared with the exposed of shorter stays: those that came after the last row of
        /// its own stay.
        @Override
        void closeSet() {
            double tieWeight = weight;
            double tieMean = weightedMean;
            for (int i = rows - 1; i >= 0; i--) {
                if (i == rows - 1 || ties[i] > ties[i + 1]) {
                    tieWeight = weightFrom[i];
                    tieMean = meanFrom[i];
                }
                double times = weight - tieWeight;
                if (times > 0) {
                    double own = outcomes[i] * times - (weightedMean - tieMean);
                    add(customers[i], clusters[i], false, -own / size);
                }
            }
            rows = 0;
            weight = 0;
            weightedMean = 0;
            super.closeSet();
        }

        private void add(int customer, int cluster, boolean arm, double influence) {
            byCustomer.add(customer, arm, influence);
            if (clustered) {
                byCluster.add(cluster, arm, influence);
            }
        }

        Result<Compared> result() {
            Result<Effect> own = answer(byCustomer, "risk sets, clustered by customer");
            Result<Effect> larger = own.flatMap(effect -> clustered
                    ? new Result.Answer<>(answer(byCluster, "risk sets, clustered")
                            .answer()
                            .map(other -> effect.orLargerError(withClusters(other, effect)))
                            .orElse(effect))
                    : new Result.Answer<>(effect));
            double exposedMean = first.exposedRaw / first.exposed;
            return larger.map(
                    found -> new Compared(found, exposedMean, exposedMean - effect, first.never / first.exposed));
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

        private Result<Effect> answer(ClusterSums sums, String method) {
            int count = sums.clusters();
            int fewest = Math.min(sums.exposedClusters(), sums.unexposedClusters());
            if (fewest < 2) {
                return Result.notPossible(first.exposed, "one-cluster", "An arm has one cluster only.");
            }
            double variance = sums.squares() * count / (count - 1.0);
            if (!(variance > 0) || !Double.isFinite(variance)) {
                return Result.notPossible(first.exposed, "constant-outcome", "All outcomes are the same.");
            }
            double error = Math.sqrt(variance);
            double degrees = fewest - 1.0;
            List<Note> warnings = new ArrayList<>();
            if (first.alone > 0) {
                warnings.add(new Note(
                        "trimmed",
                        String.format(
                                Locale.ROOT,
                                "%d exposed have fewer than %d others to be compared with and are left out.",
                                first.alone,
                                LEAST_OTHERS)));
            }
            if (!whether) {
                warnings.add(new Note(
                        "met-later",
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of those compared meet it later: this is the effect of meeting it now rather"
                                        + " than later.",
                                100 - 100 * first.never / first.exposed)));
            }
            if (fewest < 30) {
                warnings.add(new Note("few-clusters", "Fewer than 30 clusters in one arm."));
            }
            long n = first.exposed + first.allOthers;
            double allExposed = first.exposed + first.alone;
            double raw = first.allExposedRaw / allExposed - first.allOtherRaw / Math.max(1, first.allOthers);
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
                    first.exposed,
                    first.allOthers,
                    sums.exposedClusters(),
                    sums.unexposedClusters(),
                    first.alone,
                    0));
        }
    }
}
