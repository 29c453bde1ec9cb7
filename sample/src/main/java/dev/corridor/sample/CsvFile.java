package dev.corridor.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/// A table on its way to a file: comma, quotes where needed, UTF-8, `\n`. Cells are written one after the other into
/// a buffer of our own; a million rows take well under a second.
final class CsvFile implements Closeable {
    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_CELL = 1 << 10;
    private static final int DATE = 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER + 16 * LONGEST_CELL];
    private int size;
    private long rows;
    private boolean first = true;
    private final byte[][] dates;

    CsvFile(Path file, String... columns) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        dates = dates();
        for (String column : columns) {
            text(column);
        }
        end();
        rows = 0;
    }

    private static byte[][] dates() {
        int days = 4 * 366;
        byte[][] dates = new byte[days][];
        for (int i = 0; i < days; i++) {
            dates[i] = Calendar.FIRST.plusDays(i).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return dates;
    }

    /// A cell of plain text without quotes, commas or line breaks.
    CsvFile text(String text) {
        separate();
        for (int i = 0; i < text.length(); i++) {
            buffer[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /// A cell of any text of up to some hundred letters.
    CsvFile quoted(String text) {
        separate();
        byte[] bytes = ('"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_CELL) {
            throw new IllegalStateException("a cell of " + bytes.length + " bytes");
        }
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /// Cells as they stand, each with its comma before it.
    CsvFile cells(byte[] cells) {
        System.arraycopy(cells, 0, buffer, size, cells.length);
        size += cells.length;
        first = false;
        return this;
    }

    CsvFile empty() {
        separate();
        return this;
    }

    /// A letter and a number of at least so many digits.
    CsvFile id(char letter, long number, int digits) {
        separate();
        buffer[size++] = (byte) letter;
        long least = 1;
        for (int i = 1; i < digits; i++) {
            least *= 10;
        }
        digits(number, least);
        return this;
    }

    CsvFile number(long number) {
        separate();
        digits(number, 1);
        return this;
    }

    /// Cents as euros with two decimals.
    CsvFile money(long cents) {
        number(cents / 100);
        buffer[size++] = '.';
        digits(cents % 100, 10);
        return this;
    }

    CsvFile day(long day) {
        separate();
        date(day);
        return this;
    }

    /// `yyyy-MM-dd HH:mm:ss`, or an empty cell where the time is not yet.
    CsvFile time(long time) {
        separate();
        if (time <= Calendar.AS_OF) {
            long day = Hours.dayOf(time);
            int second = (int) (time - day * Hours.DAY);
            date(day);
            buffer[size++] = ' ';
            digits(second / 3_600, 10);
            buffer[size++] = ':';
            digits(second / 60 % 60, 10);
            buffer[size++] = ':';
            digits(second % 60, 10);
        }
        return this;
    }

    private void date(long day) {
        int index = (int) (day - Calendar.FIRST.toEpochDay());
        byte[] date = index >= 0 && index < dates.length
                ? dates[index]
                : LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(date, 0, buffer, size, DATE);
        size += DATE;
    }

    private void digits(long number, long least) {
        long power = least;
        while (number / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            buffer[size++] = (byte) ('0' + number / power % 10);
        }
    }

    private void separate() {
        if (!first) {
            buffer[size++] = ',';
        }
        first = false;
    }

    /// Ends the row.
    void end() throws IOException {
        buffer[size++] = '\n';
        first = true;
        rows++;
        if (size >= BUFFER) {
            flush();
        }
    }

    long rows() {
        return rows;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
