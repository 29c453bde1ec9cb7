package dev.corridor.statistics.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Moment matrices from which any number of bootstrap replicates are drawn without the rows, gathered in
/// the one pass that also gives the moments of the whole.
///
/// Rows fall into at most 4,096 groups by a hash of their identity, and every group has its own
/// [MomentMatrix]. A replicate is the sum of the groups, each taken as often as a Poisson number with mean
/// 1 says that is seeded by the replicate and the group (Hanley and MacGibbon 2006; Chamandy et al. 2012).
/// The draw knows nothing of order or partition, so merged parts give the replicates of the whole. Rows of
/// one identity, such as a customer, are drawn together, which makes the bootstrap one of clusters. Rows of
/// different identities that share a group by chance are independent of each other, so variances keep their
/// expectation. With fewer rows than groups nearly every row is drawn alone; the cost of a row does not
/// grow with the number of replicates.
public final class BootstrapMoments {
    /// The widest table.
    public static final int MOST_COLUMNS = 200;

    private static final int MOST_GROUPS = 4_096;
    private static final int FEWEST_GROUPS = 512;
    private static final int MOST_MOMENTS = 1 << 21;
    private static final double CONSTANT = 1e-12;
    private static final double[] POISSON = cumulativePoisson();

    private final int columns;
    private final @Nullable MomentMatrix[] groups;
    private long leftOut;

    /// @param columns 1 to [#MOST_COLUMNS]; beyond 30 there are fewer groups, at least 512, to bound the
    ///   memory
    public BootstrapMoments(int columns) {
        if (columns < 1 || columns > MOST_COLUMNS) {
            throw new IllegalArgumentException(columns + " columns");
        }
        this.columns = columns;
        int moments = (columns + 1) * (columns + 2) / 2;
        int count = Math.clamp(Integer.highestOneBit(MOST_MOMENTS / moments), FEWEST_GROUPS, MOST_GROUPS);
        groups = new @Nullable MomentMatrix[count];
    }

    private static double[] cumulativePoisson() {
        double[] cumulative = new double[18];
        double probability = Math.exp(-1);
        double sum = 0;
        for (int k = 0; k < cumulative.length; k++) {
            sum += probability;
            cumulative[k] = sum;
            probability /= k + 1;
        }
        return cumulative;
    }

    /// Adds a row of weight 1.
    ///
    /// @return whether it counts
    public boolean add(long identity, double[] row) {
        return add(identity, row, 1);
    }

    /// @param identity of what is drawn as one: the number of the row, or a number of its customer; any
    ///   bits
    /// @param row one value per column; is not kept
    /// @return whether it counts, as [MomentMatrix] says
    public boolean add(long identity, double[] row, double weight) {
        if (row.length != columns) {
            throw new IllegalArgumentException(row.length + " values for " + columns + " columns");
        }
        if (!MomentMatrix.complete(row, weight)) {
            leftOut++;
            return false;
        }
        int group = (int) mix(identity + 0x9e3779b97f4a7c15L) & (groups.length - 1);
        MomentMatrix moments = groups[group];
        if (moments == null) {
            moments = new MomentMatrix(columns);
            groups[group] = moments;
        }
        return moments.add(row, weight);
    }

    /// Adds all rows of another, which stays as it is. The parts of one identity may lie in both.
    public BootstrapMoments merge(BootstrapMoments other) {
        if (other.columns != columns) {
            throw new IllegalArgumentException(other.columns + " columns into " + columns);
        }
        leftOut += other.leftOut;
        for (int group = 0; group < groups.length; group++) {
            MomentMatrix theirs = other.groups[group];
            if (theirs != null) {
                MomentMatrix sum = new MomentMatrix(columns);
                MomentMatrix ours = groups[group];
                if (ours != null) {
                    sum.merge(ours);
                }
                sum.merge(theirs);
                groups[group] = sum;
            }
        }
        return this;
    }

    public int columns() {
        return columns;
    }

    /// Rows with a missing value or weight.
    public long leftOut() {
        return leftOut;
    }

    /// Groups that hold a row: at most the number of identities, and nearly that while they are few.
    public int groups() {
        return (int) Arrays.stream(groups).filter(Objects::nonNull).count();
    }

    /// The moments of all rows.
    public MomentMatrix whole() {
        MomentMatrix whole = new MomentMatrix(columns);
        for (MomentMatrix group : groups) {
            if (group != null) {
                whole.merge(group);
            }
        }
        return whole;
    }

    /// Draws replicates; the same numbers give the same replicates, in order.
    ///
    /// Those in which every row got zero are left out of the stream. A column that is constant in a
    /// replicate has zeros there.
    ///
    /// @param count how many
    /// @param seed any number
    /// @throws IllegalStateException without rows
    public Stream<CentredMoments> replicates(int count, long seed) {
        double[] centres = whole().centred().means();
        int[] filled = IntStream.range(0, groups.length)
                .filter(group -> groups[group] != null)
                .toArray();
        List<double[]> moments = Arrays.stream(filled)
                .mapToObj(group -> Objects.requireNonNull(groups[group]).about(centres))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(replicate -> sum(mix(seed + 0xd1342543de82ef95L * (replicate + 1L)), filled, moments))
                .filter(sum -> sum[0] > 0)
                .map(sum -> centred(sum, centres));
    }

    private static double[] sum(long seed, int[] filled, List<double[]> moments) {
        double[] sum = new double[moments.getFirst().length];
        for (int i = 0; i < filled.length; i++) {
            int times = poisson(mix(seed ^ mix(filled[i] + 1L)));
            if (times > 0) {
                double[] group = moments.get(i);
                for (int at = 0; at < sum.length; at++) {
                    sum[at] += times * group[at];
                }
            }
        }
        return sum;
    }

    private static int poisson(long bits) {
        double uniform = (bits >>> 11) * 0x1p-53;
        int times = 0;
        while (times < POISSON.length && uniform >= POISSON[times]) {
            times++;
        }
        return times;
    }

    private CentredMoments centred(double[] packed, double[] centres) {
        double weight = packed[0];
        double[] means = new double[columns];
        double[][] products = new double[columns][columns];
        int at = columns + 1;
        for (int i = 0; i < columns; i++) {
            means[i] = centres[i] + packed[i + 1] / weight;
            for (int j = i; j < columns; j++) {
                double raw = packed[at++];
                double product = raw - packed[i + 1] * packed[j + 1] / weight;
                products[i][j] = i == j && product <= CONSTANT * raw ? 0 : product;
                products[j][i] = products[i][j];
            }
        }
        return new CentredMoments(weight, means, withoutConstants(products));
    }

    private static double[][] withoutConstants(double[][] products) {
        for (int i = 0; i < products.length; i++) {
            if (products[i][i] == 0) {
                Arrays.fill(products[i], 0);
                for (double[] row : products) {
                    row[i] = 0;
                }
            }
        }
        return products;
    }

    /// The finisher of splitmix64 (Steele, Lea and Flood 2014).
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
