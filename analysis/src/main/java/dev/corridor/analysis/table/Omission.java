package dev.corridor.analysis.table;

import java.util.List;

/// Rows or cells that were not used, for one reason.
///
/// @param code stable, such as `missing` or `not-a-number`
/// @param column its name; empty where the whole row is meant
/// @param count rows, each counted once per column
/// @param sentence for people
/// @param examples the first places, in file order
public record Omission(String code, String column, long count, String sentence, List<Place> examples) {
    public Omission {
        examples = List.copyOf(examples);
    }

    /// @param line of the file where the row begins, from 1
    /// @param value the text found there, cut to 200 characters
    public record Place(long line, String value) {}
}
