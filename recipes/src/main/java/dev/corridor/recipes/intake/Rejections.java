package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Reject;
import java.util.List;

/// The rows and cells that were not used.
///
/// @param rows how many rejects there were
/// @param reasons by code and sentence, most frequent first
/// @param first the first [#KEPT], in the order they were met
public record Rejections(long rows, List<Reason> reasons, List<Reject> first) {
    /// How many are kept.
    public static final int KEPT = 1_000;

    public Rejections {
        reasons = List.copyOf(reasons);
        first = List.copyOf(first);
    }

    /// One reason.
    ///
    /// @param examples the first [Finding#EXAMPLES]
    public record Reason(String code, String sentence, long count, List<Reject> examples) {
        public Reason {
            examples = List.copyOf(examples);
        }
    }
}
