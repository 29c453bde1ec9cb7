package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.Condition;
import java.util.List;
import java.util.Locale;

/// Whether a row is meant; what a column's text leads to is remembered.
final class RowCondition {
    private final int[] columns;
    private final List<List<String>> values;
    private final CodeCache[] caches;

    RowCondition(Condition condition, int[] columns) {
        this.columns = columns;
        this.values = condition.values().values().stream()
                .map(texts -> texts.stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList())
                .toList();
        this.caches = new CodeCache[columns.length];
        for (int i = 0; i < columns.length; i++) {
            caches[i] = new CodeCache();
        }
    }

    boolean holds(Row row) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            int answer = caches[i].find(row.buffer(), row.start(column), row.length(column));
            if (answer == CodeCache.UNKNOWN) {
                answer = values.get(i).contains(row.text(column).strip().toLowerCase(Locale.ROOT)) ? 1 : 0;
                caches[i].put(row.buffer(), row.start(column), row.length(column), answer);
            }
            if (answer == 0) {
                return false;
            }
        }
        return true;
    }
}
