package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Texts of one or several cells as the bytes of a key. The arrays are used again: each is valid until the next of
/// the same length is asked for. Several cells are joined with ` / `, a `/` within one of them is doubled.
final class Keys {
    private static final byte[] BETWEEN = " / ".getBytes(StandardCharsets.UTF_8);
    private static final int SHORT = 256;

    private final byte[][] byLength = new byte[SHORT][];
    private byte[] joined = new byte[256];

    byte[] of(Row row, int[] columns) {
        return columns.length == 1 ? of(row, columns[0]) : join(row, columns);
    }

    byte[] of(Row row, int column) {
        return of(row.buffer(), row.start(column), row.length(column));
    }

    private byte[] of(byte[] buffer, int start, int length) {
        if (length >= SHORT) {
            return Arrays.copyOfRange(buffer, start, start + length);
        }
        byte[] key = byLength[length];
        if (key == null) {
            key = new byte[length];
            byLength[length] = key;
        }
        System.arraycopy(buffer, start, key, 0, length);
        return key;
    }

    private byte[] join(Row row, int[] columns) {
        int length = 0;
        for (int column : columns) {
            int most = length + BETWEEN.length + 2 * row.length(column);
            if (joined.length < most) {
                joined = Arrays.copyOf(joined, most * 2);
            }
            if (column != columns[0]) {
                System.arraycopy(BETWEEN, 0, joined, length, BETWEEN.length);
                length += BETWEEN.length;
            }
            for (int i = row.start(column); i < row.start(column) + row.length(column); i++) {
                joined[length++] = row.buffer()[i];
                if (row.buffer()[i] == '/') {
                    joined[length++] = '/';
                }
            }
        }
        return of(joined, 0, length);
    }
}
