package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A file of delimited text: comma- or tab-separated values and their like.
///
/// The first record that is not blank is the header. Blank records are skipped, except in a table of one
/// column, where they are rows with an empty cell. Every other record must have as many cells as the header.
final class DelimitedTable implements Table {
    private static final int SAMPLE = 1 << 20;
    private static final int EXCERPT = 200;

    private final Source source;
    private final Encoding encoding;
    private final Dialect dialect;
    private final List<String> columns;

    private DelimitedTable(Source source, Encoding encoding, Dialect dialect, List<String> columns) {
        this.source = source;
        this.encoding = encoding;
        this.dialect = dialect;
        this.columns = columns;
    }

    /// @param head the beginning of the content
    static DelimitedTable open(Source source, byte[] head, Encoding encoding) throws IOException {
        byte[] sample;
        try (InputStream text = encoding.decode(new ByteArrayInputStream(head))) {
            sample = text.readNBytes(SAMPLE);
        }
        Dialect dialect = Dialect.of(sample, sample.length < SAMPLE, source.options());
        return new DelimitedTable(source, encoding, dialect, header(source, encoding, dialect));
    }

    @Override
    public String file() {
        return source.name();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String description() {
        return dialect.words() + ", " + encoding.charset().name() + (source.gzip() ? ", gzip" : "");
    }

    @Override
    public long bytes() {
        return source.bytes();
    }

    @Override
    public void read(Consumer<Row> rows, Consumer<Reject> rejects) {
        try (Source.Content content = source.open();
                InputStream text = encoding.decode(content)) {
            RecordScanner scanner = scanner(text, source, dialect, columns.size());
            skipHeader(scanner);
            Cells row = new Cells(scanner, content, columns.size());
            while (scanner.next()) {
                if (scanner.fault() != RecordScanner.Fault.NONE) {
                    rejects.accept(reject(scanner));
                } else if (scanner.cells() == columns.size()) {
                    rows.accept(row);
                } else if (!scanner.isBlank()) {
                    rejects.accept(reject(scanner));
                }
            }
        } catch (IOException e) {
            throw Source.unreadable(source.name(), e);
        }
    }

    private static RecordScanner scanner(InputStream text, Source source, Dialect dialect, int maxCells) {
        return new RecordScanner(text, dialect, source.options().maxRowBytes(), maxCells);
    }

    private void skipHeader(RecordScanner scanner) throws IOException {
        for (int i = 0; i < dialect.leadingLines(); i++) {
            scanner.next();
        }
        while (scanner.next() && scanner.isBlank()) {
            // blank lines before the header
        }
    }

    private static List<String> header(Source source, Encoding encoding, Dialect dialect) throws IOException {
        try (Source.Content content = source.open();
                InputStream text = encoding.decode(content)) {
            RecordScanner scanner = scanner(text, source, dialect, Integer.MAX_VALUE);
            for (int i = 0; i < dialect.leadingLines(); i++) {
                scanner.next();
            }
            boolean found;
            do {
                found = scanner.next();
            } while (found && scanner.isBlank());
            if (!found) {
                throw new CorridorException(
                        ReaderError.EMPTY_FILE,
                        "The file " + source.name() + " is empty.",
                        "Give a file whose first line names its columns.");
            }
            if (scanner.fault() != RecordScanner.Fault.NONE) {
                throw new CorridorException(
                        ReaderError.HEADER_BROKEN,
                        "The header of " + source.name() + " in line " + scanner.line() + " cannot be read: "
                                + scanner.fault().sentence(),
                        "Mend the line, or name the delimiter, quote or encoding if they were not detected rightly ("
                                + dialect.words() + ", " + encoding.charset().name() + ").");
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < scanner.cells(); i++) {
                names.add(new String(scanner.buffer(), scanner.start(i), scanner.length(i), StandardCharsets.UTF_8));
            }
            return Columns.named(names);
        }
    }

    private Reject reject(RecordScanner scanner) {
        RecordScanner.Fault fault = scanner.fault();
        if (fault == RecordScanner.Fault.NONE) {
            boolean many = scanner.cells() > columns.size();
            return new Reject(
                    many ? "too-many-cells" : "too-few-cells",
                    many ? "The row has more cells than the header." : "The row has fewer cells than the header.",
                    source.name(),
                    scanner.line(),
                    "",
                    excerpt(scanner, scanner.recordStart(), scanner.recordLength()));
        }
        int cell = scanner.faultCell();
        boolean wholeRow = cell < 0
                || cell >= columns.size()
                || fault == RecordScanner.Fault.OPEN_QUOTE
                || fault == RecordScanner.Fault.TEXT_AFTER_QUOTE;
        return new Reject(
                fault.code(),
                fault.sentence(),
                source.name(),
                scanner.line(),
                cell >= 0 && cell < columns.size() ? columns.get(cell) : "",
                wholeRow
                        ? excerpt(scanner, scanner.recordStart(), scanner.recordLength())
                        : excerpt(scanner, scanner.start(cell), scanner.length(cell)));
    }

    private static String excerpt(RecordScanner scanner, int start, int length) {
        return Utf8.excerpt(scanner.buffer(), start, length, EXCERPT);
    }

    /// The scanner's current record as a row.
    private static final class Cells implements Row {
        private final RecordScanner scanner;
        private final Source.Content content;
        private final int count;

        Cells(RecordScanner scanner, Source.Content content, int count) {
            this.scanner = scanner;
            this.content = content;
            this.count = count;
        }

        @Override
        public long line() {
            return scanner.line();
        }

        @Override
        public int cells() {
            return count;
        }

        @Override
        public byte[] buffer() {
            return scanner.buffer();
        }

        @Override
        public int start(int column) {
            return scanner.start(column);
        }

        @Override
        public int length(int column) {
            return scanner.length(column);
        }

        @Override
        public String text(int column) {
            int length = scanner.length(column);
            return length == 0
                    ? ""
                    : new String(scanner.buffer(), scanner.start(column), length, StandardCharsets.UTF_8);
        }

        @Override
        public long stored() {
            return content.stored();
        }
    }
}
