package dev.corridor.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactMomentsTest {
    private static double score(Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> random.nextInt(11);
            case 2 -> random.nextInt(-300, 300) / 4.0;
            case 3 -> random.nextInt(1, 30) / 3.0;
            default -> random.nextGaussian() * 1e6;
        };
    }

    private static ExactMoments moments(List<Double> values) {
        return ExactMoments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String bytes(ExactMoments moments) {
        return moments.n()
                + new BigInteger(moments.sum().toBytes()).toString(16)
                + '/'
                + new BigInteger(moments.squares().toBytes()).toString(16);
    }

    @Test
    void equalsDecimalsInAnyOrderAndPartition() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Double> values = new ArrayList<>();
            for (int i = random.nextInt(2, 60); i > 0; i--) {
                values.add(score(random));
            }
            BigDecimal count = BigDecimal.valueOf(values.size());
            BigDecimal mean = values.stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(count, MathContext.DECIMAL128);
            double distances = values.stream()
                    .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
            ExactMoments whole = moments(values);
            assertThat(whole.squaredDistances()).as("seed %d", seed).isCloseTo(distances, within(1e-12 * distances));

            Collections.shuffle(values, random);
            int cut = random.nextInt(values.size() + 1);
            ExactMoments merged = moments(values.subList(0, cut));
            merged.add(moments(values.subList(cut, values.size())));
            assertThat(bytes(merged)).as("seed %d", seed).isEqualTo(bytes(whole));
            merged.subtract(moments(values.subList(0, cut)));
            assertThat(bytes(merged)).as("seed %d", seed).isEqualTo(bytes(moments(values.subList(cut, values.size()))));
        }
    }

    @Test
    void addsStepsThatWereSummedOutside() {
        ExactMoments apart = ExactMoments.of(4.5, -2, 0.125);
        ExactMoments together = new ExactMoments();
        long[] steps = {ExactMoments.steps(4.5), ExactMoments.steps(-2), ExactMoments.steps(0.125)};
        together.add(
                3, steps[0] + steps[1] + steps[2], steps[0] * steps[0] + steps[1] * steps[1] + steps[2] * steps[2]);
        assertThat(bytes(together)).isEqualTo(bytes(apart));
        assertThat(together.mean()).hasValue(2.625 / 3);
    }

    @Test
    void hasNoSpreadWhereAllAreEqual() {
        assertThat(ExactMoments.of(10.0 / 3, 10.0 / 3, 10.0 / 3).squaredDistances())
                .isZero();
        assertThat(ExactMoments.of(0.1).squaredDistances()).isZero();
        assertThat(new ExactMoments().mean()).isEmpty();
    }

    @Test
    void takesTheLargestNumbers() {
        ExactMoments large = ExactMoments.of(1e300, -1e300, Double.MIN_VALUE);
        assertThat(large.n()).isEqualTo(3);
        assertThat(large.squaredDistances()).isPositive();
    }

    @Test
    void countsOnlySmallMultiplesInSteps() {
        assertThat(ExactMoments.steps(128)).isEqualTo(1 << 17);
        assertThat(ExactMoments.steps(-0.5)).isEqualTo(-512);
        for (double value : new double[] {128.5, 0.1, 0x1p-11, 1e300, -129}) {
            assertThat(ExactMoments.steps(value)).isEqualTo(ExactMoments.NO_STEPS);
        }
    }
}
