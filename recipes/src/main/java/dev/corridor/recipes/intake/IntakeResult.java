package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.recipe.Precision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run has found and left.
///
/// @param schema what the store holds
/// @param rows read of all files used, rejected ones of the reader aside
/// @param interactions handed over
/// @param rejections rows and cells that were not used
/// @param findings what people should know
/// @param precisions how finely the times of each touchpoint are meant
/// @param unused names of files that are no table of the recipe
/// @param texts where the texts stand that the store refers to
public record IntakeResult(
        Schema schema,
        long rows,
        long interactions,
        Rejections rejections,
        List<Finding> findings,
        Map<String, Precision> precisions,
        List<String> unused,
        TextSources texts) {
    public IntakeResult {
        findings = List.copyOf(findings);
        precisions = Collections.unmodifiableMap(new LinkedHashMap<>(precisions));
        unused = List.copyOf(unused);
    }
}
