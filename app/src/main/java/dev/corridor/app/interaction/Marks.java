package dev.corridor.app.interaction;

import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.reader.XesTable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The texts that name a customer: the id, and the keys of their journeys. They count where they are a whole cell or
/// a whole token of a text; one that holds a delimiter itself counts wherever it stands.
final class Marks {
    /// So long a reader's excerpt of a row may be the row's beginning alone.
    private static final int EXCERPT = 199;

    private final Set<String> texts;
    private final List<String> divided;

    Marks(String customer, List<String> keys) {
        texts = new HashSet<>(keys);
        texts.add(customer);
        texts.remove("");
        divided = texts.stream().filter(Tokens::several).toList();
    }

    String[] all() {
        return texts.toArray(String[]::new);
    }

    /// Those that hold a delimiter.
    String[] divided() {
        return divided.toArray(String[]::new);
    }

    boolean in(String text) {
        return Tokens.any(text, texts::contains) || divided.stream().anyMatch(text::contains);
    }

    /// Whether a file holds one of them, read as imports read it; a file that cannot be searched to its last row may.
    boolean mayBeIn(Path file) {
        try {
            Table table = Tables.open(file, ReadOptions.detect());
            if (table.columns().stream().anyMatch(this::in)) {
                return true;
            }
            Search search = new Search();
            table.read(search::row, search::reject);
            return search.found
                    || table instanceof XesTable log && log.emptyTraces().count() > 0;
        } catch (RuntimeException e) {
            // Whatever is wrong with it: nobody can say that the customer is not in it.
            return true;
        }
    }

    /// What was found in a file so far.
    private final class Search {
        private boolean found;

        private void row(Row row) {
            for (int cell = 0; cell < row.cells() && !found; cell++) {
                found = !row.isEmpty(cell) && in(row.text(cell));
            }
        }

        /// Of a row that could not be read there is an excerpt: of its beginning, or of the cell to blame.
        private void reject(Reject reject) {
            boolean whole = reject.column().isEmpty() && reject.value().length() < EXCERPT;
            found |= !whole || in(reject.value());
        }
    }
}
