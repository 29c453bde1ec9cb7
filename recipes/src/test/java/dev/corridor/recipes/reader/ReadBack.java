package dev.corridor.recipes.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Everything a table gave in one reading, copied out of the flyweights.
record ReadBack(Table table, List<List<String>> rows, List<Long> lines, List<Reject> rejects) {
    static ReadBack of(Table table) {
        ReadBack all = new ReadBack(table, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        table.read(
                row -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < row.cells(); i++) {
                        String bytes = new String(row.buffer(), row.start(i), row.length(i), StandardCharsets.UTF_8);
                        if (!bytes.equals(row.text(i)) || row.isEmpty(i) != bytes.isEmpty()) {
                            throw new AssertionError("text differs from bytes: " + bytes);
                        }
                        cells.add(bytes);
                    }
                    all.rows.add(cells);
                    all.lines.add(row.line());
                },
                all.rejects::add);
        return all;
    }

    static ReadBack of(Path folder, String name, String text) {
        return of(Tables.open(write(folder, name, text.getBytes(StandardCharsets.UTF_8)), ReadOptions.detect()));
    }

    List<String> codes() {
        return rejects.stream()
                .map(reject -> reject.code() + "@" + reject.line())
                .toList();
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
