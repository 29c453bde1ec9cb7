package dev.corridor.cli.effect;

import dev.corridor.analysis.table.EffectAnswer;
import dev.corridor.analysis.table.EffectPlan;
import dev.corridor.analysis.table.Omission;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.experiment.Check;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The object of `effect --json` (`docs/reference/effect.schema.json`), to which fields may be added and never
/// changed. Null stands where `reasons` say why there is no figure.
///
/// @param verdict worked, no-evidence, harmful or too-early
/// @param effect in the unit of the outcome
/// @param level of the interval
/// @param clusters units whose errors are independent; null for one series
/// @param smallestEffect of the plan; below zero where a decrease was wished
/// @param minimumDetectable what 8 of 10 such studies would have found; null where nothing was estimated
public record EffectJson(
        String file,
        @Nullable String plan,
        String design,
        String outcome,
        String verdict,
        @Nullable Double effect,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double level,
        @Nullable String method,
        @Nullable Double p,
        long n,
        @Nullable Long clusters,
        long leftOut,
        List<Check> checks,
        double smallestEffect,
        @Nullable Double minimumDetectable,
        @Nullable Periods periods,
        List<Note> assumptions,
        List<Note> warnings,
        List<Note> reasons,
        List<Omission> omissions) {

    /// @param period what rows were put together by; null for numbers
    /// @param start the first after the change; null where nothing was treated
    public record Periods(
            @Nullable String period, String first, @Nullable String start, String last, int before, int after) {}

    public static EffectJson of(EffectAnswer answer) {
        Optional<Estimate> effect = answer.effect().answer();
        double detectable = answer.verdict().minimumDetectable();
        return new EffectJson(
                answer.file(),
                answer.plan().name().orElse(null),
                answer.plan().design().word(),
                answer.plan().outcome(),
                answer.verdict().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                effect.map(Estimate::value).orElse(null),
                effect.map(one -> one.interval().low()).orElse(null),
                effect.map(one -> one.interval().high()).orElse(null),
                effect.map(one -> one.interval().level()).orElse(null),
                effect.map(Estimate::method).orElse(null),
                answer.p().isPresent() ? (Double) answer.p().getAsDouble() : null,
                answer.n(),
                answer.clusters().isPresent() ? (Long) answer.clusters().getAsLong() : null,
                answer.leftOut(),
                answer.checks(),
                answer.plan().smallest(),
                Double.isFinite(detectable) ? (Double) detectable : null,
                answer.periods().map(all -> periods(all, answer)).orElse(null),
                effect.map(Estimate::assumptions).orElse(List.of()),
                answer.warnings(),
                answer.verdict().reasons(),
                answer.omissions());
    }

    private static Periods periods(EffectAnswer.Periods all, EffectAnswer answer) {
        return new Periods(
                answer.period().map(EffectPlan.Period::word).orElse(null),
                all.first(),
                all.start().orElse(null),
                all.last(),
                all.before(),
                all.after());
    }
}
