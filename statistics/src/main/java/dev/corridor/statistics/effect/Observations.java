package dev.corridor.statistics.effect;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// The rows of a regression: a cluster, an outcome and one number per named column; the constant is not a
/// column.
///
/// Rows of one cluster that are equal in every column may come as one *cell* (their count, the sum and the
/// sum of squares of their outcomes): every method of this package answers the same for cells as for their
/// rows, so a histogram over few distinct designs is enough where designs are discrete. Merging appends:
/// the order of rows and the way they were parted change no answer beyond rounding.
///
/// Cost: `8 * (columns + 4)` bytes per cell. Numbers that are not finite are kept out and counted.
public final class Observations {
    private final List<String> columns;
    private int cells;
    private double[] design;
    private double[] counts;
    private double[] means;
    private double[] within;
    private long[] clusters;
    private long n;
    private long notFinite;

    /// @param columns distinct names, in the order of the numbers of a row
    public Observations(List<String> columns) {
        if (columns.stream().distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a column twice: " + columns);
        }
        this.columns = List.copyOf(columns);
        this.design = new double[16 * columns.size()];
        this.counts = new double[16];
        this.means = new double[16];
        this.within = new double[16];
        this.clusters = new long[16];
    }

    /// Adds one row.
    ///
    /// @param cluster who shares errors with whom, such as the customer; a number of its own where nobody
    /// does
    public void add(long cluster, double outcome, double... row) {
        put(cluster, 1, outcome, 0, row);
    }

    /// Adds equal rows of one cluster.
    ///
    /// @param count at least 1
    /// @param sum of their outcomes
    /// @param sumOfSquares of their outcomes
    public void addCell(long cluster, long count, double sum, double sumOfSquares, double... row) {
        if (count < 1) {
            throw new IllegalArgumentException("a cell of " + count + " rows");
        }
        double mean = sum / count;
        put(cluster, count, mean, count == 1 ? 0 : Math.max(0, sumOfSquares - sum * mean), row);
    }

    private void put(long cluster, long count, double mean, double squares, double[] row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(row.length + " numbers for " + columns.size() + " columns");
        }
        boolean finite = Double.isFinite(mean) && Double.isFinite(squares);
        for (double value : row) {
            finite &= Double.isFinite(value);
        }
        if (!finite) {
            notFinite += count;
            return;
        }
        if (cells == counts.length) {
            grow(Math.multiplyExact(cells, 2));
        }
        System.arraycopy(row, 0, design, cells * row.length, row.length);
        counts[cells] = count;
        means[cells] = mean;
        within[cells] = squares;
        clusters[cells] = cluster;
        cells++;
        n += count;
    }

    private void grow(int capacity) {
        design = Arrays.copyOf(design, Math.multiplyExact(capacity, columns.size()));
        counts = Arrays.copyOf(counts, capacity);
        means = Arrays.copyOf(means, capacity);
        within = Arrays.copyOf(within, capacity);
        clusters = Arrays.copyOf(clusters, capacity);
    }

    /// Takes over the rows of another part with the same columns.
    public Observations merge(Observations other) {
        if (!columns.equals(other.columns)) {
            throw new IllegalArgumentException(columns + " against " + other.columns);
        }
        for (int cell = 0; cell < other.cells; cell++) {
            other.copyTo(this, cell, other.row(cell));
        }
        notFinite += other.notFinite;
        return this;
    }

    /// The same rows in other clusters, such as sellers in place of customers.
    ///
    /// @param others one id per `add` or `addCell` that was kept, in their order
    public Observations clusteredBy(long[] others) {
        if (others.length != cells) {
            throw new IllegalArgumentException(others.length + " clusters for " + cells + " rows");
        }
        Observations copy = new Observations(columns);
        for (int cell = 0; cell < cells; cell++) {
            copy.put(others[cell], (long) counts[cell], means[cell], within[cell], row(cell));
        }
        copy.notFinite = notFinite;
        return copy;
    }

    public List<String> columns() {
        return columns;
    }

    /// Rows, all of them finite.
    public long n() {
        return n;
    }

    /// Rows left out because one of their numbers is NaN or infinite.
    public long notFinite() {
        return notFinite;
    }

    int cells() {
        return cells;
    }

    double count(int cell) {
        return counts[cell];
    }

    /// Mean outcome of a cell.
    double mean(int cell) {
        return means[cell];
    }

    /// Sum of squared differences from the mean of the cell.
    double within(int cell) {
        return within[cell];
    }

    long cluster(int cell) {
        return clusters[cell];
    }

    double value(int cell, int column) {
        return design[cell * columns.size() + column];
    }

    double[] row(int cell) {
        int width = columns.size();
        return Arrays.copyOfRange(design, cell * width, (cell + 1) * width);
    }

    /// Adds a cell to rows with other columns.
    void copyTo(Observations target, int cell, double[] row) {
        target.put(clusters[cell], (long) counts[cell], means[cell], within[cell], row);
    }

    Observations where(IntPredicate kept) {
        Observations part = new Observations(columns);
        for (int cell = 0; cell < cells; cell++) {
            if (kept.test(cell)) {
                copyTo(part, cell, row(cell));
            }
        }
        return part;
    }

    static double[] without(double[] row, int column) {
        double[] rest = new double[row.length - 1];
        System.arraycopy(row, 0, rest, 0, column);
        System.arraycopy(row, column + 1, rest, column, row.length - 1 - column);
        return rest;
    }

    /// For each cell the index of its cluster, 0 to [#clusterCount] - 1 in the order of ids.
    int[] clusterIndex() {
        long[] ids = distinctClusters();
        int[] index = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            index[cell] = Arrays.binarySearch(ids, clusters[cell]);
        }
        return index;
    }

    int clusterCount() {
        return distinctClusters().length;
    }

    private long[] distinctClusters() {
        long[] sorted = Arrays.copyOf(clusters, cells);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < cells; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
