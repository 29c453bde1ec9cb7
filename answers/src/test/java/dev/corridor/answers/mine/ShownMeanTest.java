package dev.corridor.answers.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.recipes.recipe.Scale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownMeanTest {
    private static final Optional<Scale> STARS = Optional.of(new Scale(1, 5));

    @Test
    void givesStudentsIntervalOnTheScale() {
        ShownMean shown = ShownMean.of(ExactMoments.of(2, 3, 3, 4), true, STARS);
        double half = 3.182446 * Math.sqrt(2.0 / 3 / 4);
        assertThat(shown.mean()).isEqualTo(3);
        assertThat(shown.low()).isCloseTo(3 - half, within(1e-6));
        assertThat(shown.high()).isCloseTo(3 + half, within(1e-6));
        assertThat(ShownMean.of(ExactMoments.of(2, 5), true, STARS)).isEqualTo(new ShownMean(3.5, 1.0, 5.0));
    }

    @Test
    void givesNoIntervalOfOneScoreNorOfEqualOnesNorOfTheLargestNumbers() {
        assertThat(ShownMean.of(ExactMoments.of(4), true, STARS)).isEqualTo(new ShownMean(4.0, null, null));
        assertThat(ShownMean.of(ExactMoments.of(5, 5, 5), true, STARS)).isEqualTo(new ShownMean(5.0, null, null));
        assertThat(ShownMean.of(ExactMoments.of(1.5e154, 1.5e154), true, Optional.empty()))
                .isEqualTo(new ShownMean(1.5e154, null, null));
    }

    @Test
    void givesNothingWhereNothingMayBeShown() {
        assertThat(ShownMean.of(ExactMoments.of(2, 5), false, STARS)).isEqualTo(ShownMean.NOT_SHOWN);
        assertThat(ShownMean.of(new ExactMoments(), true, STARS)).isEqualTo(ShownMean.NOT_SHOWN);
    }
}
