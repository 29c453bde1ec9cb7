package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.RecipeError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Some columns of a table that others join, in memory: the bytes of its cells in pages, 4 bytes per cell and
/// 16 per row beside them.
final class HeldTable {
    private static final int PAGE = 1 << 20;
    private static final int PLACE_BITS = 40;

    private final String name;
    private final List<String> columns;
    private byte[][] pages = new byte[4][];
    private int lastPage = -1;
    private int used;
    private int rows;
    private long[] starts = new long[256];
    private long[] places = new long[256];
    private int[] ends;

    HeldTable(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.ends = new int[256 * Math.max(1, columns.size())];
    }

    String name() {
        return name;
    }

    int rows() {
        return rows;
    }

    int columnOf(String column) {
        return columns.indexOf(column);
    }

    /// @param from the row's column of each held column
    /// @param place where the row stands, see [Places]
    void add(Row row, int[] from, long place) {
        int length = 0;
        for (int column : from) {
            length += row.length(column);
        }
        makeRoom(length);
        byte[] page = pages[lastPage];
        starts[rows] = (long) lastPage << PLACE_BITS | used;
        places[rows] = place;
        int end = 0;
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(row.buffer(), row.start(from[i]), page, used + end, row.length(from[i]));
            end += row.length(from[i]);
            ends[rows * from.length + i] = end;
        }
        used += length;
        rows++;
    }

    private void makeRoom(int length) {
        if (rows == starts.length) {
            long wanted = rows * 2L * Math.max(1, columns.size());
            if (wanted > Integer.MAX_VALUE - 8) {
                throw new CorridorException(
                        RecipeError.TABLE_TOO_LARGE,
                        "The table '" + name + "' has more than " + rows + " rows, too many to be joined.",
                        "Join the smaller table, or give a smaller extract.");
            }
            starts = Arrays.copyOf(starts, rows * 2);
            places = Arrays.copyOf(places, rows * 2);
            ends = Arrays.copyOf(ends, (int) wanted);
        }
        if (lastPage < 0 || used + length > pages[lastPage].length) {
            lastPage++;
            if (lastPage == pages.length) {
                pages = Arrays.copyOf(pages, lastPage * 2);
            }
            pages[lastPage] = new byte[Math.max(PAGE, length)];
            used = 0;
        }
    }

    /// A row of the table as a flyweight.
    Cursor cursor() {
        return new Cursor();
    }

    final class Cursor implements Row {
        private int row;

        Cursor at(int index) {
            row = index;
            return this;
        }

        /// Where the row stands, see [Places].
        long place() {
            return places[row];
        }

        @Override
        public long line() {
            return Places.line(places[row]);
        }

        @Override
        public int cells() {
            return columns.size();
        }

        @Override
        public byte[] buffer() {
            return pages[(int) (starts[row] >>> PLACE_BITS)];
        }

        @Override
        public int start(int column) {
            int start = (int) starts[row];
            return column == 0 ? start : start + ends[row * columns.size() + column - 1];
        }

        @Override
        public int length(int column) {
            int index = row * columns.size() + column;
            return column == 0 ? ends[index] : ends[index] - ends[index - 1];
        }

        @Override
        public String text(int column) {
            return new String(buffer(), start(column), length(column), StandardCharsets.UTF_8);
        }
    }
}
