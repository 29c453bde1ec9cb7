package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EffectTest {
    private static Effect effect(double value, double error) {
        Interval interval = new Interval(value - 2 * error, value + 2 * error, 0.95);
        Estimate estimate = new Estimate(value, interval, 100, 100, "", List.of(), List.of());
        return new Effect(estimate, value, error, 1e9, 0.5, 50, 50, 50, 50, 0, 0);
    }

    /// 1.96 standard errors of a difference, whose error is that of both.
    @Test
    void differsFromAWiderExposureByTheErrorsOfBoth() {
        Effect own = effect(1 + 1.959964 * 0.5, 0.3);
        assertThat(own.pOfDifference(effect(1, 0.4))).isCloseTo(0.05, within(1e-6));
        assertThat(own.pOfDifference(own)).isCloseTo(1, within(1e-9));
    }

    @Test
    void keepsEverythingButP() {
        Effect own = effect(2, 0.5);
        assertThat(own.withP(0.01).p()).isEqualTo(0.01);
        assertThat(own.withP(0.5)).isEqualTo(own);
    }
}
