package dev.corridor.recipes.recipe;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.Table;
import java.util.function.Consumer;

/// The beginning of a table.
public final class FirstRows {
    private FirstRows() {}

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super("enough rows", null, false, false);
        }
    }

    /// Shows at most this many rows and then stops reading; rejects are passed over.
    public static void read(Table table, int most, Consumer<Row> rows) {
        int[] count = {0};
        try {
            table.read(
                    row -> {
                        rows.accept(row);
                        if (++count[0] >= most) {
                            throw new Enough();
                        }
                    },
                    _ -> {});
        } catch (Enough e) {
            // The rest of the file is not needed.
            return;
        }
    }
}
