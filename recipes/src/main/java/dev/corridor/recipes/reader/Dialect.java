package dev.corridor.recipes.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/// How a delimited file separates and quotes its cells.
///
/// @param leadingLines lines before the header: one where the file says `sep=;` as spreadsheets understand it
record Dialect(char delimiter, char quote, int leadingLines) {
    /// In order of preference where they fit equally well: commas are likelier to be part of a text.
    private static final char[] USUAL = {'\t', ';', '|', ','};

    private static final char[] RARE = {'\u0001', '\u001f', '^', '~'};
    private static final int RECORDS = 500;

    /// The delimiter that cuts the header into several cells and most records into as many.
    ///
    /// @param sample the beginning of the text in UTF-8
    static Dialect of(byte[] sample, boolean whole, ReadOptions options) {
        char declared = separatorLine(sample);
        int leading = declared == 0 ? 0 : 1;
        if (options.delimiter().isPresent()) {
            return new Dialect(options.delimiter().get(), options.quote(), leading);
        }
        if (declared != 0) {
            return new Dialect(declared, options.quote(), leading);
        }
        char best = ',';
        double most = 0;
        for (char candidate : USUAL) {
            double fit = fit(sample, whole, new Dialect(candidate, options.quote(), 0), 0.5);
            if (fit > most) {
                best = candidate;
                most = fit;
            }
        }
        if (most == 0) {
            for (char candidate : RARE) {
                if (fit(sample, whole, new Dialect(candidate, options.quote(), 0), 1) > 0) {
                    return new Dialect(candidate, options.quote(), 0);
                }
            }
        }
        return new Dialect(best, options.quote(), 0);
    }

    String words() {
        return switch (delimiter) {
            case '\t' -> "tab-separated";
            case ',' -> "comma-separated";
            case ';' -> "semicolon-separated";
            default ->
                delimiter > 32
                        ? "separated by \"" + delimiter + "\""
                        : "separated by U+%04X".formatted((int) delimiter);
        };
    }

    /// Share of records with as many cells as the header, plus a little for more columns; 0 where the
    /// header is one cell or the share is below the least. A header without any record fits with what its
    /// cells say.
    private static double fit(byte[] sample, boolean whole, Dialect dialect, double least) {
        int columns = 0;
        int records = 0;
        int fitting = 0;
        try {
            RecordScanner scanner = new RecordScanner(new ByteArrayInputStream(sample), dialect, sample.length + 16, 1);
            while (records < RECORDS && scanner.next()) {
                if (scanner.isBlank()) {
                    continue;
                }
                if (columns == 0) {
                    columns = scanner.cells();
                    continue;
                }
                boolean last = scanner.isLast() && !whole;
                if (!last) {
                    records++;
                    fitting += scanner.cells() == columns && scanner.fault() != RecordScanner.Fault.OPEN_QUOTE ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (columns < 2) {
            return 0;
        }
        double share = records == 0 ? 1 : fitting / (double) records;
        return share < least ? 0 : share + Math.min(columns, 1000) * 1e-4;
    }

    private static char separatorLine(byte[] sample) {
        boolean says = sample.length >= 6
                && (sample[0] | 32) == 's'
                && (sample[1] | 32) == 'e'
                && (sample[2] | 32) == 'p'
                && sample[3] == '='
                && sample[4] > 0
                && (sample[5] == '\n' || sample[5] == '\r');
        return says ? (char) sample[4] : 0;
    }
}
