package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An Apache Parquet file as a table.
///
/// Columns are the fields of the schema, those of a struct as `outer.inner`; a list or map is text like
/// JSON. Times are ISO 8601, with a `Z` where the schema says that they are instants; whole floating-point
/// numbers are written without a fraction; bytes that are no text are hexadecimal digits; null and not-a-number are
/// empty cells. The line of a row is its number, from 1.
final class ParquetTable implements Table {
    private static final int EXCERPT = 200;
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");
    private static final double WHOLE = 1e15;

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final Source source;
    private final List<List<String>> paths;
    private final List<String> columns;

    private ParquetTable(Source source, List<List<String>> paths) {
        this.source = source;
        this.paths = paths;
        this.columns =
                Columns.named(paths.stream().map(path -> String.join(".", path)).toList());
    }

    static ParquetTable open(Source source) {
        if (source.gzip()) {
            throw new CorridorException(
                    ReaderError.NOT_A_TABLE,
                    "The file " + source.name() + " is a Parquet file packed with gzip.",
                    "Unpack it; Parquet is compressed in itself.");
        }
        try (StoredParquet stored = new StoredParquet(source);
                ParquetFileReader file = ParquetFileReader.open(stored)) {
            ParquetPages.check(stored, file.getFileMetaData());
            List<List<String>> paths = new ArrayList<>();
            for (SchemaNode field : file.getFileSchema().getRootNode().children()) {
                collect(field, List.of(), paths);
            }
            return new ParquetTable(source, List.copyOf(paths));
        } catch (IOException | RuntimeException e) {
            throw damaged(source, e);
        }
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
        return "Parquet";
    }

    @Override
    public long bytes() {
        return source.bytes();
    }

    @Override
    public void read(Consumer<Row> rows, Consumer<Reject> rejects) {
        try (Reader reader = new Reader()) {
            TextRow row = new TextRow(columns.size());
            long line = 0;
            while (reader.next()) {
                row.begin(++line, 0);
                Optional<Reject> reject = reader.fill(row, line);
                if (reject.isPresent()) {
                    rejects.accept(reject.get());
                } else {
                    rows.accept(row);
                }
            }
        }
    }

    private static void collect(SchemaNode node, List<String> above, List<List<String>> paths) {
        List<String> path = new ArrayList<>(above);
        path.add(node.name());
        if (node instanceof SchemaNode.GroupNode group && group.isStruct()) {
            for (SchemaNode child : group.children()) {
                collect(child, path, paths);
            }
        } else {
            paths.add(List.copyOf(path));
        }
    }

    /// Keeps the library's failures apart from those of who takes the rows, and ends its waiting for data
    /// that a damaged file never gives.
    private final class Reader implements AutoCloseable {
        private final ParquetFileReader file;
        private final RowReader values;

        Reader() {
            try {
                file = ParquetFileReader.open(new StoredParquet(source));
                values = file.rowReader();
            } catch (IOException | RuntimeException e) {
                throw damaged(source, e);
            }
        }

        boolean next() {
            try {
                if (!values.hasNext()) {
                    return false;
                }
                values.next();
                return true;
            } catch (RuntimeException e) {
                throw damaged(source, e);
            }
        }

        Optional<Reject> fill(TextRow row, long line) {
            for (int i = 0; i < paths.size(); i++) {
                String text;
                try {
                    text = text(value(values, paths.get(i)));
                } catch (RuntimeException e) {
                    throw damaged(source, e);
                }
                if (text.indexOf('\0') >= 0) {
                    RecordScanner.Fault fault = RecordScanner.Fault.NUL_BYTE;
                    return Optional.of(new Reject(
                            fault.code(),
                            fault.sentence(),
                            source.name(),
                            line,
                            columns.get(i),
                            Utf8.cut(text, EXCERPT)));
                }
                row.set(i, text);
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            try (file;
                    values) {
                // both are closed
            } catch (IOException e) {
                throw Source.unreadable(source.name(), e);
            }
        }
    }

    private static @Nullable Object value(StructAccessor row, List<String> path) {
        StructAccessor at = row;
        for (String outer : path.subList(0, path.size() - 1)) {
            if (at.isNull(outer)) {
                return null;
            }
            at = at.getStruct(outer);
        }
        String name = path.getLast();
        return at.isNull(name) ? null : at.getValue(name);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> number(number);
            case Float number ->
                number.isNaN() || number.isInfinite() ? "" : number(new BigDecimal(number.toString()).doubleValue());
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            case byte[] bytes ->
                isText(bytes)
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : HexFormat.of().formatHex(bytes);
            case PqList list -> nested(list);
            case PqMap map -> nested(map);
            case PqStruct struct -> nested(struct);
            default -> value.toString();
        };
    }

    /// Whether bytes that the schema says nothing about are text.
    private static boolean isText(byte[] bytes) {
        for (byte part : bytes) {
            if (part == 0) {
                return false;
            }
        }
        return Utf8.firstInvalid(bytes, 0, bytes.length) < 0;
    }

    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "";
        }
        return number == Math.rint(number) && Math.abs(number) < WHOLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String nested(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case PqList list ->
                list.values().stream().map(ParquetTable::nested).toList().toString();
            case PqMap map ->
                map.getEntries().stream()
                        .map(entry -> quoted(text(entry.getKey())) + ": " + nested(entry.getValue()))
                        .toList()
                        .toString()
                        .replaceFirst("^\\[", "{")
                        .replaceFirst("]$", "}");
            case PqStruct struct -> {
                List<String> members = new ArrayList<>();
                for (int i = 0; i < struct.getFieldCount(); i++) {
                    Object member = struct.isNull(i) ? null : struct.getValue(i);
                    members.add(quoted(struct.getFieldName(i)) + ": " + nested(member));
                }
                yield "{" + String.join(", ", members) + "}";
            }
            case Number number -> text(number);
            case Boolean truth -> truth.toString();
            default -> quoted(text(value));
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static CorridorException damaged(Source source, Exception cause) {
        return new CorridorException(
                ReaderError.PARQUET_DAMAGED,
                "The Parquet file " + source.name() + " cannot be read: " + cause.getMessage() + ".",
                "Write it again, without compression or with snappy, zstd or gzip.",
                cause);
    }
}
