package dev.corridor.statistics.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Which cells of a two-way table with totals are hidden, so that none of 1 to k - 1 answers can be worked out.
///
/// Small cells and small totals are hidden first (primary). Somebody who knows all that is shown must then find
/// each of them open by at least k; until that holds, others are hidden too (complementary): as few cells as
/// possible, of those sets the one with the fewest answers, totals only where cells do not suffice. Tables of
/// more than 200 cells take a quick search; `smallest` says which it was. Of more than 10,000 cells with a small
/// one among them only the grand total is shown; a grand total of 1 to k - 1 hides everything.
///
/// Source: Willenborg and de Waal, "Elements of Statistical Disclosure Control" (2001), chapter 5; ranges by
/// maximal flow, as Gusfield, SIAM Journal on Computing 17 (1988).
public final class TwoWaySuppression {
    /// Beyond this number of cells all are hidden as soon as one must be.
    private static final int MOST_CELLS = 10_000;
    /// Up to this number of cells the smallest set is looked for.
    private static final int MOST_SEARCHED = 200;
    /// Sets of cells that are tried before the quick search.
    private static final int MOST_TRIED = 20_000;
    /// Hidden cells up to which needless ones are looked for.
    private static final int MOST_PRUNED = 60;

    private final long[][] cells;
    private final long k;
    private final boolean[][] primary;
    private final boolean[][] hidden;
    private final HiddenCells network;
    private int tried;
    private boolean smallest = true;

    private TwoWaySuppression(long[][] table, long k) {
        this.cells = withTotals(table);
        this.k = k;
        this.primary = new boolean[cells.length][cells[0].length];
        this.hidden = new boolean[cells.length][cells[0].length];
        this.network = new HiddenCells(cells, hidden);
    }

    /// @param table answers, rows x columns, at least 1 x 1, each 0 or more
    /// @param k fewest answers that are shown, such as 5; 0 hides nothing
    public static TwoWaySuppression of(long[][] table, long k) {
        if (k < 0 || table.length == 0 || table[0].length == 0) {
            throw new IllegalArgumentException(table.length + " rows with k " + k);
        }
        TwoWaySuppression suppression = new TwoWaySuppression(table, k);
        suppression.hide();
        return suppression;
    }

    private static long[][] withTotals(long[][] table) {
        int rows = table.length;
        int columns = table[0].length;
        long[][] cells = new long[rows + 1][columns + 1];
        for (int row = 0; row < rows; row++) {
            if (table[row].length != columns) {
                throw new IllegalArgumentException("row " + row + " has " + table[row].length + " cells");
            }
            for (int column = 0; column < columns; column++) {
                long count = table[row][column];
                if (count < 0) {
                    throw new IllegalArgumentException("a count of " + count);
                }
                cells[row][column] = count;
                cells[row][columns] += count;
                cells[rows][column] += count;
                cells[rows][columns] += count;
            }
        }
        return cells;
    }

    /// Whether a cell is hidden, for either reason; the two must look alike. The row after the last holds the
    /// totals of columns, the column after the last those of rows.
    public boolean hidden(int row, int column) {
        return hidden[row][column];
    }

    /// Whether a cell or total is hidden because it is small.
    public boolean primary(int row, int column) {
        return primary[row][column];
    }

    /// The counts that a cell or total can have, for somebody who knows all that is shown.
    public Range range(int row, int column) {
        return hidden[row][column] ? network.range(row, column) : new Range(cells[row][column], cells[row][column]);
    }

    /// Whether no smaller set of cells would do; false where the quick search was taken.
    public boolean smallest() {
        return smallest;
    }

    private void hide() {
        int lastRow = cells.length - 1;
        int lastColumn = cells[0].length - 1;
        List<Cell> small = new ArrayList<>();
        boolean smallTotal = false;
        for (int row = 0; row <= lastRow; row++) {
            for (int column = 0; column <= lastColumn; column++) {
                if (0 < cells[row][column] && cells[row][column] < k) {
                    primary[row][column] = true;
                    hidden[row][column] = true;
                    small.add(new Cell(row, column));
                    smallTotal |= row == lastRow || column == lastColumn;
                }
            }
        }
        int all = lastRow * lastColumn;
        if (primary[lastRow][lastColumn]) {
            hideAll(true);
        } else if (!small.isEmpty() && all > MOST_CELLS) {
            smallest = false;
            hideAll(false);
        } else if (!allWide(small) && (smallTotal || all > MOST_SEARCHED || !hideFewest(small))) {
            smallest = false;
            hideQuickly(small);
            prune(small);
        }
    }

    private void hideAll(boolean grandTotalToo) {
        for (boolean[] row : hidden) {
            Arrays.fill(row, true);
        }
        hidden[cells.length - 1][cells[0].length - 1] = grandTotalToo;
    }

    private boolean allWide(List<Cell> small) {
        return small.stream().allMatch(cell -> network.wide(cell.row(), cell.column(), k));
    }

    /// Tries sets of 1, 2, 3 ... inner cells; true where one suffices.
    private boolean hideFewest(List<Cell> small) {
        List<Cell> candidates = new ArrayList<>();
        for (int row = 0; row < cells.length - 1; row++) {
            for (int column = 0; column < cells[0].length - 1; column++) {
                if (!hidden[row][column]) {
                    candidates.add(new Cell(row, column));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(cell -> cells[cell.row()][cell.column()]));
        for (int size = 1; size <= candidates.size(); size++) {
            Search search = new Search(candidates, () -> allWide(small));
            search.extend(0, size, 0);
            if (tried > MOST_TRIED) {
                return false;
            }
            if (search.best.isPresent()) {
                search.best.get().forEach(cell -> hidden[cell.row()][cell.column()] = true);
                return true;
            }
        }
        return false;
    }

    /// Goes through all sets of one size, ascending by their smallest cells, and keeps the one of fewest answers.
    private final class Search {
        private final List<Cell> candidates;
        private final BooleanSupplier protects;
        private final List<Cell> taken = new ArrayList<>();
        private Optional<List<Cell>> best = Optional.empty();
        private long fewest = Long.MAX_VALUE;

        Search(List<Cell> candidates, BooleanSupplier protects) {
            this.candidates = candidates;
            this.protects = protects;
        }

        void extend(int from, int missing, long answers) {
            if (missing == 0) {
                tried++;
                if (protects.getAsBoolean()) {
                    fewest = answers;
                    best = Optional.of(List.copyOf(taken));
                }
                return;
            }
            for (int i = from; i + missing <= candidates.size() && tried <= MOST_TRIED; i++) {
                Cell cell = candidates.get(i);
                long more = answers + cells[cell.row()][cell.column()];
                if (more >= fewest) {
                    return;
                }
                hidden[cell.row()][cell.column()] = true;
                taken.add(cell);
                extend(i + 1, missing - 1, more);
                taken.removeLast();
                hidden[cell.row()][cell.column()] = false;
            }
        }
    }

    private record Cell(int row, int column) {}

    /// Two rows by two columns through a small cell: a way around for its answers.
    ///
    /// @param width by how much the way leaves the cell open
    /// @param totals totals that would have to be hidden
    /// @param added cells that would have to be hidden
    /// @param answers in those
    private record Way(int row, int column, long width, int totals, int added, long answers) {}

    private void hideQuickly(List<Cell> small) {
        for (Cell cell : small) {
            while (!network.wide(cell.row(), cell.column(), k)) {
                Optional<Way> way = best(cell);
                if (way.isEmpty()) {
                    hideAll(false);
                    if (!allWide(small)) {
                        hideAll(true);
                    }
                    return;
                }
                hidden[cell.row()][way.get().column()] = true;
                hidden[way.get().row()][cell.column()] = true;
                hidden[way.get().row()][way.get().column()] = true;
            }
        }
    }

    private Optional<Way> best(Cell cell) {
        List<Way> ways = new ArrayList<>();
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[0].length; column++) {
                boolean grandTotal = row == cells.length - 1 && column == cells[0].length - 1;
                if (row != cell.row() && column != cell.column() && !grandTotal) {
                    Way way = way(cell, row, column);
                    if (way.added() > 0) {
                        ways.add(way);
                    }
                }
            }
        }
        Comparator<Way> cheapest = Comparator.comparingInt(Way::totals)
                .thenComparingInt(Way::added)
                .thenComparingLong(Way::answers);
        return ways.stream()
                .filter(way -> way.width() >= k)
                .min(cheapest)
                .or(() -> ways.stream().max(Comparator.comparingLong(Way::width).thenComparing(cheapest.reversed())));
    }

    private Way way(Cell cell, int row, int column) {
        int[][] corners = {{cell.row(), cell.column()}, {cell.row(), column}, {row, column}, {row, cell.column()}};
        long up = Long.MAX_VALUE / 2;
        long down = Long.MAX_VALUE / 2;
        int totals = 0;
        int added = 0;
        long answers = 0;
        for (int corner = 0; corner < 4; corner++) {
            int r = corners[corner][0];
            int c = corners[corner][1];
            boolean rises = rises(corner, corners);
            up = rises ? up : Math.min(up, cells[r][c]);
            down = rises ? Math.min(down, cells[r][c]) : down;
            if (!hidden[r][c]) {
                added++;
                answers += cells[r][c];
                totals += r == cells.length - 1 || c == cells[0].length - 1 ? 1 : 0;
            }
        }
        return new Way(row, column, up + down, totals, added, answers);
    }

    /// Whether a corner rises when the first one rises: neighbours move against each other, except across the
    /// line between cells and totals, where they move together.
    private boolean rises(int corner, int[][] corners) {
        boolean opposite = corner % 2 == 1;
        boolean acrossTheLine = inner(corners[corner]) != inner(corners[0]);
        return opposite == acrossTheLine;
    }

    private boolean inner(int[] cell) {
        return cell[0] < cells.length - 1 == cell[1] < cells[0].length - 1;
    }

    /// Shows again what is not needed, the largest first.
    private void prune(List<Cell> small) {
        List<Cell> complementary = new ArrayList<>();
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[0].length; column++) {
                if (hidden[row][column] && !primary[row][column]) {
                    complementary.add(new Cell(row, column));
                }
            }
        }
        if (complementary.size() > MOST_PRUNED) {
            return;
        }
        complementary.sort(Comparator.comparingLong((Cell cell) -> cells[cell.row()][cell.column()])
                .reversed());
        for (Cell cell : complementary) {
            hidden[cell.row()][cell.column()] = false;
            hidden[cell.row()][cell.column()] = !allWide(small);
        }
    }
}
