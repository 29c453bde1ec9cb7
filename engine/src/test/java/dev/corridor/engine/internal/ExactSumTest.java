package dev.corridor.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static double number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(-5, 100);
            case 1 -> random.nextInt(100_000) / 100.0;
            case 2 -> random.nextGaussian() * 1e300;
            case 3 -> random.nextGaussian() * Double.MIN_VALUE * 1e4;
            case 4 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1_000, 900));
            default -> (random.nextBoolean() ? 1 : -1) * 0x1p40 * (1 - random.nextInt(3) * 0x1p-40);
        };
    }

    private static ExactSum sum(List<Double> values) {
        ExactSum sum = new ExactSum();
        values.forEach(sum::add);
        return sum;
    }

    @Test
    void equalsSumOfDecimalsInAnyOrderAndPartition() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Double> values = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                double value = number(random);
                values.add(value);
                exact = exact.add(new BigDecimal(value));
            }
            ExactSum whole = sum(values);
            assertThat(whole.value()).as("seed %d", seed).isEqualTo(exact.doubleValue());
            Collections.shuffle(values, random);
            int cut = random.nextInt(values.size() + 1);
            ExactSum merged = sum(values.subList(0, cut));
            merged.add(sum(values.subList(cut, values.size())));
            assertThat(merged.toBytes()).as("seed %d", seed).isEqualTo(whole.toBytes());
            assertThat(ExactSum.fromBytes(whole.toBytes()).toBytes())
                    .as("seed %d", seed)
                    .isEqualTo(whole.toBytes());
            merged.subtract(sum(values.subList(0, cut)));
            assertThat(merged.toBytes())
                    .as("seed %d", seed)
                    .isEqualTo(sum(values.subList(cut, values.size())).toBytes());
        }
    }

    @Test
    void survivesMoreThanOneLongHolds() {
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < 100; i++) {
            double value = (i % 7 == 0 ? -1 : 1) * (0x1p39 + i * 0x1p-20);
            sum.add(value);
            exact = exact.add(new BigDecimal(value));
        }
        assertThat(sum.value()).isEqualTo(exact.doubleValue());
        assertThat(sum.mean(100)).isEqualTo(exact.doubleValue() / 100);
    }

    @Test
    void addsItselfToItself() {
        ExactSum sum = sum(List.of(1.5, 1e300, -1e-300));
        sum.add(sum);
        assertThat(sum.toBytes()).isEqualTo(sum(List.of(3.0, 2e300, -2e-300)).toBytes());
    }

    @Test
    void refusesWhatIsNoNumber() {
        ExactSum sum = new ExactSum();
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> sum.add(value)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ExactSum.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExactSum.fromBytes(new byte[300])).isInstanceOf(IllegalArgumentException.class);
    }
}
