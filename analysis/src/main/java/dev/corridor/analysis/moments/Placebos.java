package dev.corridor.analysis.moments;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import dev.corridor.statistics.effect.SmallestEffect;

/// What the outcome before the exposure says.
final class Placebos {
    private Placebos() {}

    static MomentOfTruth.Placebo of(Result<Effect> before, SmallestEffect smallest) {
        boolean enough = before.answer()
                .filter(effect ->
                        Math.min(effect.exposedClusters(), effect.unexposedClusters()) >= MomentOfTruth.LEAST_CUSTOMERS)
                .isPresent();
        return enough
                ? MomentOfTruth.Placebo.of(before.map(Effect::estimate), smallest)
                : MomentOfTruth.Placebo.NOT_POSSIBLE;
    }
}
