package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Reference;
import dev.corridor.recipes.recipe.ValueSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where the texts stand that the store only refers to.
///
/// @param files all files given, by their index
/// @param columns the column of an attribute in a file, by attribute name and index of the file
public record TextSources(List<Table> files, Map<String, Map<Integer, String>> columns) {
    /// A text's place.
    public record Source(String file, long line, String column) {}

    /// Where a text attribute's reference leads.
    ///
    /// @throws IllegalArgumentException where the reference is none of this attribute
    public Source source(String attribute, long reference) {
        int file = Places.file(reference);
        String column = columns.getOrDefault(attribute, Map.of()).get(file);
        if (file >= files.size() || column == null) {
            throw new IllegalArgumentException("no reference of '" + attribute + "': " + reference);
        }
        return new Source(files.get(file).file(), Places.line(reference), column);
    }

    /// The texts of an attribute by reference; reads each file that has one of them once.
    public Map<Long, String> read(String attribute, Set<Long> references) {
        Map<Integer, Set<Long>> lines = new HashMap<>();
        references.forEach(reference -> lines.computeIfAbsent(Places.file(reference), _ -> new HashSet<>())
                .add(Places.line(reference)));
        Map<Long, String> texts = new LinkedHashMap<>();
        lines.forEach((file, wanted) -> {
            String column = columns.getOrDefault(attribute, Map.of()).get(file);
            if (file < files.size() && column != null) {
                Table table = files.get(file);
                int index = table.columns().indexOf(column);
                Consumer<Row> take = row -> {
                    if (wanted.contains(row.line())) {
                        texts.put(Places.of(file, row.line()), row.text(index));
                    }
                };
                table.read(take, _ -> {});
            }
        });
        return texts;
    }

    static TextSources of(Recipe recipe, Matching matching, List<Table> files) {
        Map<String, Map<Integer, String>> columns = new LinkedHashMap<>();
        recipe.interactions().forEach(rule -> {
            List<AttributeRule> attributes = Needs.attributes(rule);
            for (AttributeRule attribute : attributes) {
                if (attribute.kind() == dev.corridor.engine.journey.Attribute.Kind.TEXT
                        && attribute.source() instanceof ValueSource.Column column) {
                    Reference reference = Reference.of(recipe, rule.source().table(), column.reference());
                    Optional.ofNullable(matching.tables().get(reference.table()))
                            .ifPresent(table -> table.files()
                                    .forEach(file -> columns.computeIfAbsent(attribute.name(), _ -> new HashMap<>())
                                            .put(file.index(), reference.column())));
                }
            }
        });
        return new TextSources(List.copyOf(files), columns);
    }
}
