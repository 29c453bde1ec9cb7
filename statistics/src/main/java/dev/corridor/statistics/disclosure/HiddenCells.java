package dev.corridor.statistics.disclosure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// A two-way table with its totals as a network, in which hidden cells may flow.
///
/// Rows and columns are nodes, cells arcs; the totals are a last row and a last column whose arcs run the other
/// way, so that what flows into a node flows out of it. The largest value of a hidden cell is what can still be
/// sent around through other hidden cells: a maximal flow (Edmonds and Karp 1972), exact in whole numbers.
final class HiddenCells {
    static final long ENDLESS = Long.MAX_VALUE / 4;

    private final long[][] cells;
    private final boolean[][] hidden;
    private final int rows;
    private final int columns;

    /// @param cells with totals in the last row and column
    HiddenCells(long[][] cells, boolean[][] hidden) {
        this.cells = cells;
        this.hidden = hidden;
        this.rows = cells.length;
        this.columns = cells[0].length;
    }

    /// The values that a hidden cell can have.
    Range range(int row, int column) {
        int from = forward(row, column) ? row : rows + column;
        int to = forward(row, column) ? rows + column : row;
        long value = cells[row][column];
        long up = flow(to, from, row, column, ENDLESS);
        long down = flow(from, to, row, column, value);
        return new Range(value - down, up >= ENDLESS ? Long.MAX_VALUE : value + up);
    }

    /// Whether a cell's range is at least this wide.
    boolean wide(int row, int column, long width) {
        int from = forward(row, column) ? row : rows + column;
        int to = forward(row, column) ? rows + column : row;
        long up = flow(to, from, row, column, width);
        long missing = width - up;
        return missing <= 0 || (cells[row][column] >= missing && flow(from, to, row, column, missing) >= missing);
    }

    private boolean forward(int row, int column) {
        return row < rows - 1 == column < columns - 1;
    }

    private long flow(int source, int sink, int withoutRow, int withoutColumn, long most) {
        long[][] moved = new long[rows][columns];
        long sent = 0;
        while (sent < most) {
            int[] before = path(source, sink, withoutRow, withoutColumn, moved);
            if (before[sink] < 0) {
                return sent;
            }
            long narrowest = most - sent;
            for (int node = sink; node != source; node = before[node]) {
                narrowest = Math.min(narrowest, capacity(before[node], node, moved));
            }
            for (int node = sink; node != source; node = before[node]) {
                int row = Math.min(before[node], node);
                int column = Math.max(before[node], node) - rows;
                moved[row][column] += along(before[node], node) ? narrowest : -narrowest;
            }
            sent += narrowest;
        }
        return most;
    }

    private int[] path(int source, int sink, int withoutRow, int withoutColumn, long[][] moved) {
        int[] before = new int[rows + columns];
        Arrays.fill(before, -1);
        before[source] = source;
        Deque<Integer> reached = new ArrayDeque<>();
        reached.add(source);
        while (!reached.isEmpty() && before[sink] < 0) {
            int node = reached.remove();
            int first = node < rows ? rows : 0;
            int end = node < rows ? rows + columns : rows;
            for (int next = first; next < end; next++) {
                int row = Math.min(node, next);
                int column = Math.max(node, next) - rows;
                boolean open = hidden[row][column] && !(row == withoutRow && column == withoutColumn);
                if (open && before[next] < 0 && capacity(node, next, moved) > 0) {
                    before[next] = node;
                    reached.add(next);
                }
            }
        }
        return before;
    }

    private long capacity(int from, int to, long[][] moved) {
        int row = Math.min(from, to);
        int column = Math.max(from, to) - rows;
        return along(from, to) ? ENDLESS : cells[row][column] + moved[row][column];
    }

    /// Whether going this way raises the cell between two nodes.
    private boolean along(int from, int to) {
        int row = Math.min(from, to);
        int column = Math.max(from, to) - rows;
        return from < to == forward(row, column);
    }
}
