package dev.corridor.map;

import java.util.List;
import java.util.Optional;

/// Rows of the source that could not be taken.
///
/// @param rows all rejected rows
public record Rejects(long rows, List<Reason> reasons) {
    /// Every row was taken.
    public static final Rejects NONE = new Rejects(0, List.of());

    public Rejects {
        reasons = List.copyOf(reasons);
    }

    /// One reason and how often it applied.
    ///
    /// @param advice what it means for the figures and what to do; empty where nothing is known
    /// @param examples first places
    public record Reason(String code, Text sentence, Optional<Text> advice, long count, List<Place> examples) {
        public Reason {
            examples = List.copyOf(examples);
        }
    }

    /// Where a value stands in the source.
    ///
    /// @param line from 1
    public record Place(String file, long line, String column, String value) {}
}
