package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Opens files as tables. The format is told by the content, not by the file's ending.
public final class Tables {
    private static final Set<String> ENDINGS =
            Set.of("csv", "tsv", "tab", "psv", "txt", "xes", "jsonl", "ndjson", "parquet");

    private Tables() {}

    /// What was found among the given files and folders.
    ///
    /// @param tables in the order given; those of a folder by name
    /// @param unused files of folders that are no tables
    public record Found(List<Table> tables, List<Unused> unused) {
        public Found {
            tables = List.copyOf(tables);
            unused = List.copyOf(unused);
        }
    }

    /// A file that was seen and not used.
    ///
    /// @param reason one sentence for people
    public record Unused(String file, String reason) {}

    /// A file as a table; its header has been read, its rows not yet.
    ///
    /// @throws CorridorException where nothing of the file can be used, with a [ReaderError]
    public static Table open(Path file, ReadOptions options) {
        return open(file, name(file), options);
    }

    /// The tables of files and of folders. Of a folder only the files directly in it are looked at, those
    /// whose ending (before a `.gz`) is csv, tsv, tab, psv, txt, xes, jsonl, ndjson or parquet; the others,
    /// hidden files, sub-folders and files without a table in them are listed as unused.
    ///
    /// @throws CorridorException where a given file is no table, or any file is damaged
    public static Found find(List<Path> paths, ReadOptions options) {
        List<Table> tables = new ArrayList<>();
        List<Unused> unused = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                for (Path file : children(path)) {
                    consider(file, options, tables, unused);
                }
            } else {
                boolean taken = tables.stream().anyMatch(table -> table.file().equals(name(path)));
                tables.add(open(path, taken ? path.toString() : name(path), options));
            }
        }
        return new Found(tables, unused);
    }

    /// The files that [#find] would try to open: the file itself, or those of a folder with the ending of a table.
    public static List<Path> candidates(Path path) {
        return Files.isDirectory(path)
                ? children(path).stream()
                        .filter(file -> ENDINGS.contains(ending(name(file))))
                        .toList()
                : List.of(path);
    }

    private static void consider(Path file, ReadOptions options, List<Table> tables, List<Unused> unused) {
        String name = name(file);
        if (Files.isDirectory(file)) {
            unused.add(new Unused(name, "It is a folder inside the folder; give it by its own name to use it."));
        } else if (name.startsWith(".")) {
            unused.add(new Unused(name, "It is a hidden file."));
        } else if (!ENDINGS.contains(ending(name))) {
            unused.add(new Unused(name, "Its ending is none of those of tables; give it by its own name to use it."));
        } else {
            try {
                boolean taken = tables.stream().anyMatch(table -> table.file().equals(name));
                Table table = open(file, taken ? file.toString() : name, options);
                if (ending(name).equals("txt") && table.columns().size() < 2) {
                    unused.add(new Unused(name, "It is text without columns."));
                } else {
                    tables.add(table);
                }
            } catch (CorridorException e) {
                if (e.code() != ReaderError.EMPTY_FILE && e.code() != ReaderError.NOT_A_TABLE) {
                    throw e;
                }
                unused.add(new Unused(name, e.sentence()));
            }
        }
    }

    /// A file as a table under the name that people know it by.
    ///
    /// @throws CorridorException as above
    public static Table open(Path file, String name, ReadOptions options) {
        Source source = Source.of(file, name, options);
        try {
            byte[] head = source.head();
            Format.requireNoOther(head, name);
            Encoding encoding = Encoding.of(head, source.spread(), options.encoding());
            return switch (Format.of(head, encoding, name)) {
                case XML -> XesTable.open(source);
                case JSON_LINES -> JsonLinesTable.open(source, encoding);
                case PARQUET -> ParquetTable.open(source);
                case DELIMITED -> DelimitedTable.open(source, head, encoding);
            };
        } catch (IOException e) {
            throw Source.unreadable(name, e);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(Tables::name)).toList();
        } catch (UncheckedIOException e) {
            throw Source.unreadable(folder.toString(), new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw Source.unreadable(folder.toString(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String ending(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        plain = plain.endsWith(".gz") ? plain.substring(0, plain.length() - 3) : plain;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
