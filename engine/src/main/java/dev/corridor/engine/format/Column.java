package dev.corridor.engine.format;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One value or none per row, in the smallest form that loses nothing.
///
/// ```
/// VALUES   0 form     1 byte: 1, 2, 4, 8 = bytes of a two's-complement integer; 9 = 8-byte IEEE number
///          1 scale    1 byte: the value is the integer divided by 10^scale, 0 to 6
///          2 zeros    6 bytes
///          8 values   little-endian; the smallest integer of the form, or NaN, means none
/// ROWS     where fewer than an eighth of the rows have a value: the rows that have, ascending, 4 bytes each
/// ```
public final class Column {
    private static final int HEADER = 8;
    private static final int NUMBER = 9;
    private static final int MAX_SCALE = 6;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /// What [#integer] returns where there is no value.
    public static final long NONE = Long.MIN_VALUE;

    private final MemorySegment values;
    private final @Nullable MemorySegment rows;
    private final int form;
    private final double divisor;

    private Column(MemorySegment values, @Nullable MemorySegment rows) {
        this.values = values;
        this.rows = rows;
        boolean whole = values.byteSize() >= HEADER;
        this.form = whole ? values.get(Layouts.BYTE, 0) : 0;
        this.divisor = POWERS[whole ? Math.clamp(values.get(Layouts.BYTE, 1), 0, MAX_SCALE) : 0];
    }

    /// The column of an attribute, as written by [#write].
    public static Column read(Blocks blocks, Block block, int attribute) {
        boolean sparse = block == Block.VALUES && blocks.has(Block.ROWS, attribute);
        return new Column(blocks.get(block, attribute), sparse ? blocks.get(Block.ROWS, attribute) : null);
    }

    /// Writes integers (codes, seconds, references); [#NONE] means none.
    public static void writeIntegers(MemoryBlocks blocks, Block block, int attribute, long[] column, int size) {
        int present = 0;
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            if (column[row] != NONE) {
                present++;
                smallest = Math.min(smallest, column[row]);
                largest = Math.max(largest, column[row]);
            }
        }
        boolean sparse = block == Block.VALUES && present < size / 8;
        int form = width(smallest, largest);
        MemorySegment values = begin(blocks, block, attribute, form, 0, sparse ? present : size);
        MemorySegment rows = sparse ? blocks.add(Block.ROWS, attribute, 4L * present) : null;
        int at = 0;
        for (int row = 0; row < size; row++) {
            if (sparse && column[row] == NONE) {
                continue;
            }
            if (rows != null) {
                rows.set(Layouts.INT, 4L * at, row);
            }
            put(values, form, at++, column[row]);
        }
    }

    /// Writes numbers; NaN means none. Numbers that are whole multiples of 10^-6 or coarser become integers.
    public static void writeNumbers(MemoryBlocks blocks, int attribute, double[] column, int size) {
        int scale = scaleOf(column, size);
        if (scale >= 0) {
            long[] scaled = new long[size];
            for (int row = 0; row < size; row++) {
                scaled[row] = Double.isNaN(column[row]) ? NONE : Math.round(column[row] * POWERS[scale]);
            }
            writeIntegers(blocks, Block.VALUES, attribute, scaled, size);
            blocks.get(Block.VALUES, attribute).set(Layouts.BYTE, 1, (byte) scale);
            return;
        }
        MemorySegment values = begin(blocks, Block.VALUES, attribute, NUMBER, 0, size);
        for (int row = 0; row < size; row++) {
            values.set(Layouts.DOUBLE, HEADER + 8L * row, column[row]);
        }
    }

    private static int scaleOf(double[] column, int size) {
        int scale = 0;
        for (int row = 0; row < size; row++) {
            double value = column[row];
            if (Double.isNaN(value)) {
                continue;
            }
            while (!isWhole(value, scale)) {
                if (++scale > MAX_SCALE) {
                    return -1;
                }
            }
        }
        for (int row = 0; row < size; row++) {
            if (!Double.isNaN(column[row]) && !isWhole(column[row], scale)) {
                return -1;
            }
        }
        return scale;
    }

    private static boolean isWhole(double value, int scale) {
        double scaled = value * POWERS[scale];
        if (Math.abs(scaled) > 1e15) {
            return false;
        }
        double whole = Math.rint(scaled);
        return whole / POWERS[scale] == value && !(whole == 0 && 1 / value < 0);
    }

    private static MemorySegment begin(
            MemoryBlocks blocks, Block block, int attribute, int form, int scale, int entries) {
        int width = form == NUMBER ? 8 : form;
        MemorySegment values = blocks.add(block, attribute, HEADER + (long) width * entries);
        values.set(Layouts.BYTE, 0, (byte) form);
        values.set(Layouts.BYTE, 1, (byte) scale);
        return values;
    }

    private static int width(long smallest, long largest) {
        if (smallest > largest || (smallest > Byte.MIN_VALUE && largest <= Byte.MAX_VALUE)) {
            return 1;
        }
        if (smallest > Short.MIN_VALUE && largest <= Short.MAX_VALUE) {
            return 2;
        }
        return smallest > Integer.MIN_VALUE && largest <= Integer.MAX_VALUE ? 4 : 8;
    }

    private static void put(MemorySegment values, int form, long entry, long value) {
        switch (form) {
            case 1 -> values.set(Layouts.BYTE, HEADER + entry, value == NONE ? Byte.MIN_VALUE : (byte) value);
            case 2 -> values.set(Layouts.SHORT, HEADER + 2 * entry, value == NONE ? Short.MIN_VALUE : (short) value);
            case 4 -> values.set(Layouts.INT, HEADER + 4 * entry, value == NONE ? Integer.MIN_VALUE : (int) value);
            default -> values.set(Layouts.LONG, HEADER + 8 * entry, value);
        }
    }

    /// Whether the blocks hold a column of this many rows.
    public boolean fits(int rowCount) {
        int width = form == NUMBER ? 8 : form;
        boolean known = width == 1 || width == 2 || width == 4 || width == 8;
        if (!known || (values.byteSize() - HEADER) % width != 0) {
            return false;
        }
        long count = (values.byteSize() - HEADER) / width;
        if (rows == null) {
            return count == rowCount;
        }
        if (rows.byteSize() != 4 * count) {
            return false;
        }
        int before = -1;
        for (int entry = 0; entry < count; entry++) {
            int row = row(entry);
            if (row <= before || row >= rowCount) {
                return false;
            }
            before = row;
        }
        return true;
    }

    /// Whether every value is one of so many codes, or none.
    public boolean holdsCodes(int codes) {
        for (int entry = 0; entry < entries(); entry++) {
            long code = entryInteger(entry);
            if (code != NONE && (code < 0 || code >= codes)) {
                return false;
            }
        }
        return true;
    }

    /// Whether only some rows are kept; [#entries] then counts those, and [#row] names them.
    public boolean sparse() {
        return rows != null;
    }

    /// The number of entries kept: all rows, or those with a value where the column is sparse.
    public int entries() {
        return (int) ((values.byteSize() - HEADER) / (form == NUMBER ? 8 : form));
    }

    /// The row of an entry.
    public int row(int entry) {
        return rows == null ? entry : rows.get(Layouts.INT, 4L * entry);
    }

    /// The first entry whose row is at least this row.
    public int entryFrom(int row) {
        if (rows == null) {
            return row;
        }
        int low = 0;
        int high = entries();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(Layouts.INT, 4L * middle) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The integer of an entry, or [#NONE].
    public long entryInteger(int entry) {
        return switch (form) {
            case 1 -> {
                byte value = values.get(Layouts.BYTE, HEADER + (long) entry);
                yield value == Byte.MIN_VALUE ? NONE : value;
            }
            case 2 -> {
                short value = values.get(Layouts.SHORT, HEADER + 2L * entry);
                yield value == Short.MIN_VALUE ? NONE : value;
            }
            case 4 -> {
                int value = values.get(Layouts.INT, HEADER + 4L * entry);
                yield value == Integer.MIN_VALUE ? NONE : value;
            }
            default -> values.get(Layouts.LONG, HEADER + 8L * entry);
        };
    }

    /// The number of an entry, or NaN.
    public double entryNumber(int entry) {
        if (form == NUMBER) {
            return values.get(Layouts.DOUBLE, HEADER + 8L * entry);
        }
        long value = entryInteger(entry);
        return value == NONE ? Double.NaN : value / divisor;
    }

    /// The integer of a row, or [#NONE]; logarithmic cost where the column is sparse.
    public long integer(int row) {
        int entry = entryOf(row);
        return entry < 0 ? NONE : entryInteger(entry);
    }

    /// The number of a row, or NaN; logarithmic cost where the column is sparse.
    public double number(int row) {
        int entry = entryOf(row);
        return entry < 0 ? Double.NaN : entryNumber(entry);
    }

    private int entryOf(int row) {
        if (rows == null) {
            return row;
        }
        int entry = entryFrom(row);
        return entry < entries() && row(entry) == row ? entry : -1;
    }
}
