package dev.corridor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static Interval within(double value, double low, double high) {
        Estimate estimate =
                new Estimate(value, new Interval(low, high, Interval.USUAL), 12, 12, "mean", List.of(), List.of());
        Estimate kept = estimate.within(0, 10);
        assertThat(kept.value()).isEqualTo(value);
        assertThat(kept.n()).isEqualTo(12);
        return kept.interval();
    }

    @Test
    void keepsAnIntervalOnItsScale() {
        assertThat(within(9.5, 8.8, 10.2)).isEqualTo(new Interval(8.8, 10, Interval.USUAL));
        assertThat(within(0.5, -0.2, 1.2)).isEqualTo(new Interval(0, 1.2, Interval.USUAL));
        assertThat(within(5, 4, 6)).isEqualTo(new Interval(4, 6, Interval.USUAL));
    }

    @Test
    void neverLeavesTheValueOutside() {
        assertThat(within(11, 10.5, 11.5)).isEqualTo(new Interval(10.5, 11, Interval.USUAL));
    }
}
