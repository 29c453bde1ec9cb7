package dev.corridor.recipes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Splits delimited UTF-8 bytes into records and cells, eight bytes at a time, without making objects per
/// record.
///
/// Grammar: RFC 4180 with any one-byte delimiter and quote; a record ends with LF, CRLF or CR outside
/// quotes. A cell is quoted only if its first byte is the quote; within it a doubled quote stands for one
/// quote and line breaks belong to the cell; blanks may follow the closing quote. Quotes elsewhere are
/// ordinary letters.
///
/// A record that breaks this grammar (text after a closing quote, a quote that is never closed) costs the
/// line on which it begins: scanning goes on at the next line, so that one stray quote does not swallow a
/// file. Because that reads lines twice, it ends after [#MOST_SCANNED_TWICE] bytes; from then on a broken
/// record costs every line it spans.
final class RecordScanner {
    /// What is wrong with a record, with the code and the sentence of its [Reject].
    enum Fault {
        NONE("", ""),
        NUL_BYTE("nul-byte", "The row holds a NUL character, which no text has."),
        BROKEN_ENCODING("broken-encoding", "The row holds bytes that are no text in the file's encoding."),
        OPEN_QUOTE(
                "open-quote",
                "A quote opened in this row is never closed; its first line is left out and reading goes on at the next."),
        TEXT_AFTER_QUOTE(
                "text-after-quote",
                "Text follows a closing quote; the row's first line is left out and reading goes on at the next."),
        TOO_LONG(
                "row-too-long",
                "The row is longer than the limit; its first line is left out and reading goes on at the next.");

        private final String code;
        private final String sentence;

        Fault(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        String code() {
            return code;
        }

        String sentence() {
            return sentence;
        }
    }

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long MOST_SCANNED_TWICE = 1L << 28;
    private static final int FIRST_BUFFER = 1 << 18;
    private static final int SLACK = 16;
    private static final int END = 1;
    private static final int MORE = 2;
    private static final int BROKEN = 3;

    private final InputStream in;
    private final byte delimiter;
    private final byte quote;
    private final boolean quotes;
    private final int maxRecord;
    private final int maxCells;

    private byte[] buffer;
    private int limit;
    private boolean ended;
    private boolean afterReturn;
    private long nextLine = 1;
    private long scannedTwice;

    private int recordStart;
    private int recordEnd;
    private int next;
    private long line;
    private int cells;
    private int[] starts;
    private int[] lengths;
    private boolean doubled;
    private Fault fault = Fault.NONE;
    private int faultCell;

    /// @param maxCells cells that are kept; further ones are only counted
    RecordScanner(InputStream in, Dialect dialect, int maxRecord, int maxCells) {
        this.in = in;
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.quotes = dialect.quote() != ReadOptions.NO_QUOTE;
        this.maxRecord = maxRecord;
        this.maxCells = maxCells;
        this.buffer = new byte[Math.min(FIRST_BUFFER, maxRecord) + SLACK];
        this.starts = new int[Math.min(maxCells, 64)];
        this.lengths = new int[Math.min(maxCells, 64)];
    }

    /// Moves to the next record, whole or broken; false behind the last one.
    boolean next() throws IOException {
        if (!begin()) {
            return false;
        }
        for (; ; ) {
            int outcome = scan();
            if (outcome == MORE) {
                if (!grow()) {
                    fault = Fault.TOO_LONG;
                    recover();
                    return true;
                }
            } else {
                if (outcome == BROKEN) {
                    recover();
                } else {
                    check();
                }
                return true;
            }
        }
    }

    Fault fault() {
        return fault;
    }

    /// The kept cell in which the fault lies, or -1.
    int faultCell() {
        return faultCell;
    }

    /// The physical line on which the record begins, from 1.
    long line() {
        return line;
    }

    /// The number of cells found, also beyond those kept.
    int cells() {
        return cells;
    }

    /// The record is empty or blanks and tabs only.
    boolean isBlank() {
        for (int i = recordStart; i < recordEnd; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /// Nothing follows the record.
    boolean isLast() {
        return ended && next == limit;
    }

    byte[] buffer() {
        return buffer;
    }

    int start(int cell) {
        return starts[cell];
    }

    int length(int cell) {
        return lengths[cell];
    }

    int recordStart() {
        return recordStart;
    }

    int recordLength() {
        return recordEnd - recordStart;
    }

    private boolean begin() throws IOException {
        for (; ; ) {
            recordStart = next;
            if (next == limit && (ended || !grow())) {
                return false;
            }
            if (next == limit) {
                continue;
            }
            if (afterReturn) {
                afterReturn = false;
                if (buffer[next] == '\n') {
                    next++;
                    continue;
                }
            }
            line = nextLine;
            if (fault != Fault.NONE) { // storing a reference costs more than to look
                fault = Fault.NONE;
            }
            faultCell = -1;
            return true;
        }
    }

    /// Reads more bytes behind the current record; false where the record has reached the greatest length.
    private boolean grow() throws IOException {
        int kept = limit - recordStart;
        if (kept >= maxRecord) {
            return false;
        }
        if (recordStart > 0) {
            System.arraycopy(buffer, recordStart, buffer, 0, kept);
        } else if (kept == buffer.length - SLACK) {
            int capacity = (int) Math.min(maxRecord, 2L * kept);
            buffer = Arrays.copyOf(buffer, capacity + SLACK);
        }
        next -= recordStart;
        recordStart = 0;
        limit = kept;
        int capacity = buffer.length - SLACK;
        while (limit < capacity && !ended) {
            int count = in.read(buffer, limit, capacity - limit);
            if (count < 0) {
                ended = true;
            } else {
                limit += count;
            }
        }
        buffer[limit] = '\n';
        return true;
    }

    private int scan() {
        byte[] bytes = buffer;
        int end = limit;
        long pattern = ONES * (delimiter & 0xff);
        long quotePattern = ONES * (quote & 0xff);
        long high = 0;
        boolean nul = false;
        boolean anyDoubled = false;
        long breaks = 0;
        int count = 0;
        int at = recordStart;
        for (; ; ) {
            int start = at;
            int length;
            if (quotes && at < end && bytes[at] == quote) {
                start = ++at;
                boolean hasDoubled = false;
                for (; ; ) {
                    long word = (long) WORDS.get(bytes, at);
                    long hits = hits(word, quotePattern);
                    high |= word;
                    if (hits == 0) {
                        at += 8;
                        continue;
                    }
                    at += Long.numberOfTrailingZeros(hits) >>> 3;
                    if (at >= end) {
                        return ended ? broken(Fault.OPEN_QUOTE, count, end, breaks + 1) : MORE;
                    }
                    byte value = bytes[at++];
                    if (at == end && !ended) {
                        return MORE;
                    }
                    if (value == quote) {
                        if (at == end || bytes[at] != quote) {
                            break;
                        }
                        hasDoubled = true;
                        at++;
                    } else if (value == '\n') {
                        breaks++;
                    } else if (value == '\r') {
                        breaks++;
                        at += at < end && bytes[at] == '\n' ? 1 : 0;
                    }
                    nul |= value == 0;
                }
                length = at - 1 - start;
                while (at < end && bytes[at] == ' ' && delimiter != ' ') {
                    at++;
                }
                if (at == end && !ended) {
                    return MORE;
                }
                if (at < end && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
                    return broken(Fault.TEXT_AFTER_QUOTE, count, at, breaks + 1);
                }
                if (hasDoubled) {
                    anyDoubled = true;
                    length = ~length;
                }
            } else {
                for (; ; ) {
                    long word = (long) WORDS.get(bytes, at);
                    long hits = hits(word, pattern);
                    high |= word;
                    if (hits == 0) {
                        at += 8;
                        continue;
                    }
                    at += Long.numberOfTrailingZeros(hits) >>> 3;
                    byte value = bytes[at];
                    if (value == delimiter || value == '\n' || value == '\r') {
                        break;
                    }
                    nul |= value == 0;
                    at++;
                }
                if (at >= end) {
                    if (!ended) {
                        return MORE;
                    }
                    at = end;
                }
                length = at - start;
            }
            if (count < maxCells) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, Math.min(maxCells, 2 * count));
                    lengths = Arrays.copyOf(lengths, starts.length);
                }
                starts[count] = start;
                lengths[count] = length;
            }
            count++;
            if (at < end && bytes[at] == delimiter) {
                at++;
                continue;
            }
            cells = count;
            doubled = anyDoubled;
            recordEnd = at;
            next = Math.min(at + 1, end);
            afterReturn = at < end && bytes[at] == '\r';
            nextLine = line + breaks + 1;
            if (nul) {
                fault = Fault.NUL_BYTE;
            } else if ((high & HIGHS) != 0) {
                fault = Fault.BROKEN_ENCODING;
            }
            return END;
        }
    }

    /// The high bit of the first byte, from the lowest, that is below 32 or equals the pattern's; what
    /// stands above it may be wrong.
    private static long hits(long word, long pattern) {
        long other = word ^ pattern;
        long below = (word - ONES * 0x20) & ~word;
        long equal = (other - ONES) & ~other;
        return (below | equal) & HIGHS;
    }

    private int broken(Fault what, int cell, int upTo, long lines) {
        fault = what;
        faultCell = cell;
        cells = cell + 1;
        recordEnd = upTo;
        next = upTo;
        nextLine = line + lines;
        return BROKEN;
    }

    /// Confirms or clears the suspicion of the scan, then takes doubled quotes apart.
    private void check() {
        if (fault == Fault.BROKEN_ENCODING) {
            int invalid = Utf8.firstInvalid(buffer, recordStart, recordEnd);
            if (invalid < 0) {
                fault = Fault.NONE;
            } else {
                faultCell = cellAt(invalid);
            }
        } else if (fault == Fault.NUL_BYTE) {
            int at = recordStart;
            while (buffer[at] != 0) {
                at++;
            }
            faultCell = cellAt(at);
        }
        if (doubled && fault == Fault.NONE) {
            for (int i = 0; i < Math.min(cells, maxCells); i++) {
                if (lengths[i] < 0) {
                    lengths[i] = halveQuotes(starts[i], ~lengths[i]);
                }
            }
        } else if (doubled) {
            for (int i = 0; i < Math.min(cells, maxCells); i++) {
                lengths[i] = lengths[i] < 0 ? ~lengths[i] : lengths[i];
            }
        }
    }

    private int cellAt(int offset) {
        int cell = 0;
        while (cell + 1 < Math.min(cells, maxCells) && starts[cell + 1] <= offset) {
            cell++;
        }
        return cell;
    }

    private int halveQuotes(int start, int length) {
        int to = start;
        for (int from = start; from < start + length; from++) {
            buffer[to++] = buffer[from];
            if (buffer[from] == quote) {
                from++;
            }
        }
        return to - start;
    }

    /// Sets the scan behind the line on which the broken record begins.
    private void recover() throws IOException {
        if (fault == Fault.TOO_LONG) {
            recordEnd = limit;
            cells = 0;
            nextLine = line + 1;
        } else if (scannedTwice > MOST_SCANNED_TWICE) {
            skipLine(next);
            return;
        }
        int at = recordStart;
        while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        int scannedTo = fault == Fault.TOO_LONG ? limit : next;
        if (at < limit) {
            scannedTwice += Math.max(0, scannedTo - at);
            recordEnd = at;
            next = at + 1;
            afterReturn = buffer[at] == '\r';
            nextLine = line + 1;
        } else {
            recordEnd = limit;
            skipLine(limit);
        }
    }

    /// Continues behind the next line break at or after an offset, without keeping what lies between, except
    /// the beginning of the record for the reject's excerpt.
    private void skipLine(int from) throws IOException {
        int at = from;
        recordEnd = Math.min(recordEnd, from);
        for (; ; ) {
            while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at < limit) {
                next = at + 1;
                afterReturn = buffer[at] == '\r';
                return;
            }
            if (ended) {
                next = limit;
                return;
            }
            int kept = Math.min(recordEnd - recordStart, 4 * 256);
            System.arraycopy(buffer, recordStart, buffer, 0, kept);
            recordStart = 0;
            recordEnd = kept;
            at = kept;
            limit = kept;
            int count = in.read(buffer, limit, buffer.length - SLACK - limit);
            ended = count < 0;
            limit += Math.max(count, 0);
            buffer[limit] = '\n';
        }
    }
}
