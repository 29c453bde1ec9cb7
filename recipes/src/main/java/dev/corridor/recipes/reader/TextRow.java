package dev.corridor.recipes.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A row put together from texts, for formats that are no bytes in lines.
final class TextRow implements Row {
    private byte[] buffer = new byte[1024];
    private int used;
    private final int[] starts;
    private final int[] lengths;
    private long line;
    private long stored;

    TextRow(int columns) {
        starts = new int[columns];
        lengths = new int[columns];
    }

    /// Empties all cells.
    void begin(long atLine, long storedBytes) {
        line = atLine;
        stored = storedBytes;
        used = 0;
        Arrays.fill(starts, 0);
        Arrays.fill(lengths, 0);
    }

    /// Gives a cell its text, in place of what it had.
    void set(int column, String text) {
        byte[] coded = text.getBytes(StandardCharsets.UTF_8);
        if (used + coded.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + coded.length, 2 * buffer.length));
        }
        System.arraycopy(coded, 0, buffer, used, coded.length);
        starts[column] = used;
        lengths[column] = coded.length;
        used += coded.length;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public int cells() {
        return starts.length;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int start(int column) {
        return starts[column];
    }

    @Override
    public int length(int column) {
        return lengths[column];
    }

    @Override
    public String text(int column) {
        return new String(buffer, starts[column], lengths[column], StandardCharsets.UTF_8);
    }

    @Override
    public long stored() {
        return stored;
    }
}
