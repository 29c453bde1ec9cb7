package dev.corridor.app.interaction.mapping;

import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.Table;
import java.util.List;
import java.util.function.Consumer;

/// The first rows of a table, as a table.
final class Beginning implements Table {
    private final Table whole;
    private final int rows;
    private final long bytes;
    private boolean cut;

    /// @param rows at most so many
    /// @param bytes no further row once the cells of those read are larger together
    Beginning(Table whole, int rows, long bytes) {
        this.whole = whole;
        this.rows = rows;
        this.bytes = bytes;
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super("enough rows", null, false, false);
        }
    }

    /// Whether the table has more rows than were read.
    boolean isCut() {
        return cut;
    }

    @Override
    public String file() {
        return whole.file();
    }

    @Override
    public List<String> columns() {
        return whole.columns();
    }

    @Override
    public String description() {
        return whole.description();
    }

    @Override
    public long bytes() {
        return whole.bytes();
    }

    @Override
    public void read(Consumer<Row> taker, Consumer<Reject> rejects) {
        long[] read = {0, 0, 0};
        Enough enough = new Enough();
        try {
            whole.read(
                    row -> {
                        require(read, enough);
                        taker.accept(row);
                        read[0]++;
                        for (int cell = 0; cell < row.cells(); cell++) {
                            read[1] += row.length(cell);
                        }
                    },
                    reject -> {
                        require(read, enough);
                        rejects.accept(reject);
                        read[2]++;
                    });
        } catch (Enough e) {
            if (e != enough) {
                throw e;
            }
            cut = true;
        }
    }

    private void require(long[] read, Enough enough) {
        if (read[0] >= rows || read[1] > bytes || read[2] >= rows) {
            throw enough;
        }
    }
}
