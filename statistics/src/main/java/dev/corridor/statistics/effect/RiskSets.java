package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The effect of something met on the way, by risk sets: whoever meets it after a delay at a place is compared
/// with all who were at the same place, were still there at that delay and had not met it (Lu 2005; Li,
/// Propert and Rosenbaum 2001). Who merely stays on the way longer has no more weight on one side than on the
/// other.
///
/// The effect is the mean over the exposed of their outcome less the mean of their risk set. The error is that
/// of the sums of influences per cluster: one exposed counts once, one other as often as it was compared. The
/// others may meet it later: it is the effect of meeting it now.
///
/// Rows come set by set, within a set by stay, longest first; two passes over the same rows. Cost: 8 bytes per
/// row of the largest set, 9 per cluster.
public final class RiskSets {
    private static final int LEAST_OTHERS = 5;
    private static final int MIN_ROWS = 10;

    private RiskSets() {}

    /// The rows of one candidate; called twice, with the same rows in the same order.
    public interface Rows {
        void each(Row row);
    }

    /// Takes one row.
    public interface Row {
        /// @param set who is compared with whom; rows of one set come together
        /// @param stay how long the row was at the place without meeting it: of an exposed row until it met it, else
        ///     until it left the place. Never rises within a set
        /// @param outcome finite; anything known beforehand may have been taken off
        /// @param raw outcome as it is
        void take(int set, double stay, boolean exposed, double outcome, double raw, int customer, int cluster);
    }

    /// @param effect with the larger of both errors
    /// @param exposedMean outcome of the exposed that were compared, as it is
    /// @param otherMean the same less the raw difference within risk sets
    public record Compared(Effect effect, double exposedMean, double otherMean) {}

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
        private double longerRaw;
        private long tied;
        private double tiedSum;
        private double tiedRaw;
        long exposed;
        long others;
        long alone;
        double difference;
        double exposedRaw;
        double otherRaw;
        double allExposedRaw;
        double allOtherRaw;
        long allOthers;

        @Override
        public void take(
                int inSet, double stayed, boolean isExposed, double outcome, double raw, int customer, int cluster) {
            if (inSet != set) {
                closeSet();
                set = inSet;
            } else if (stayed > stay) {
                throw new IllegalArgumentException("stays rise within a set");
            } else if (stayed < stay) {
                longer += tied;
                longerSum += tiedSum;
                longerRaw += tiedRaw;
                tied = 0;
                tiedSum = 0;
                tiedRaw = 0;
            }
            stay = stayed;
            if (isExposed) {
                allExposedRaw += raw;
                if (longer >= LEAST_OTHERS) {
                    exposed++;
                    double mean = longerSum / longer;
                    compared(outcome, mean, longer, raw, longerRaw / longer, customer, cluster);
                } else {
                    alone++;
                }
            } else {
                allOthers++;
                allOtherRaw += raw;
            }
            tied++;
            tiedSum += outcome;
            tiedRaw += raw;
            row(outcome, isExposed, customer, cluster);
        }

        void compared(double outcome, double mean, long others, double raw, double rawMean, int customer, int cluster) {
            difference += outcome - mean;
            exposedRaw += raw;
            otherRaw += rawMean;
        }

        void row(double outcome, boolean isExposed, int customer, int cluster) {}

        void closeSet() {
            others += longer + tied;
            longer = 0;
            longerSum = 0;
            longerRaw = 0;
            tied = 0;
            tiedSum = 0;
            tiedRaw = 0;
            stay = Double.POSITIVE_INFINITY;
        }
    }

    /// Sums the influences: the weight of a row as an other is known when its set is over.
    private static final class Second extends First {
        private final First first;
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
        private int size;
        private double weight;
        private double weightedMean;
        private double stay;

        Second(First first, int customers, int clusters) {
            this.first = first;
            this.effect = first.difference / first.exposed;
            this.byCustomer = new ClusterSums(customers);
            this.byCluster = new ClusterSums(Math.max(1, clusters));
            this.clustered = clusters > 0;
        }

        @Override
        public void take(
                int inSet, double stayed, boolean isExposed, double outcome, double raw, int customer, int cluster) {
            stay = stayed;
            super.take(inSet, stayed, isExposed, outcome, raw, customer, cluster);
        }

        @Override
        void compared(double outcome, double mean, long others, double raw, double rawMean, int customer, int cluster) {
            add(customer, cluster, true, (outcome - mean - effect) / first.exposed);
            weight += 1.0 / others;
            weightedMean += mean / others;
        }

        @Override
        void row(double outcome, boolean isExposed, int customer, int cluster) {
            if (size == outcomes.length) {
                grow();
            }
            outcomes[size] = outcome;
            weightFrom[size] = weight;
            meanFrom[size] = weightedMean;
            ties[size] = stay;
            customers[size] = customer;
            clusters[size] = cluster;
            size++;
        }

        private void grow() {
            int larger = size * 2;
            outcomes = java.util.Arrays.copyOf(outcomes, larger);
            weightFrom = java.util.Arrays.copyOf(weightFrom, larger);
            meanFrom = java.util.Arrays.copyOf(meanFrom, larger);
            ties = java.util.Arrays.copyOf(ties, larger);
            customers = java.util.Arrays.copyOf(customers, larger);
            clusters = java.util.Arrays.copyOf(clusters, larger);
        }

        /// A row was compared with the exposed of shorter stays: those that came after the last row of its own stay.
        @Override
        void closeSet() {
            double tieWeight = weight;
            double tieMean = weightedMean;
            for (int i = size - 1; i >= 0; i--) {
                if (i == size - 1 || ties[i] > ties[i + 1]) {
                    tieWeight = weightFrom[i];
                    tieMean = meanFrom[i];
                }
                double times = weight - tieWeight;
                if (times > 0) {
                    double own = outcomes[i] * times - (weightedMean - tieMean);
                    add(customers[i], clusters[i], false, -own / first.exposed);
                }
            }
            size = 0;
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
            double otherMean = first.otherRaw / first.exposed;
            return larger.map(effect -> new Compared(effect, exposedMean, otherMean));
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
