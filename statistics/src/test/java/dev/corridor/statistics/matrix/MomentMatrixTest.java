package dev.corridor.statistics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentMatrixTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergesAnyPartitionInAnyOrderToTheWholeBitByBit(long seed) {
        Random random = new Random(seed);
        List<double[]> rows = rows(random, 5_000);
        MomentMatrix whole = new MomentMatrix(4);
        rows.forEach(row -> whole.add(row, 1 + row[3]));
        Collections.shuffle(rows, random);
        List<MomentMatrix> parts = new ArrayList<>();
        for (int part = 0; part < 7; part++) {
            parts.add(new MomentMatrix(4));
        }
        rows.forEach(row -> parts.get(random.nextInt(7)).add(row, 1 + row[3]));
        MomentMatrix merged = new MomentMatrix(4);
        parts.forEach(merged::merge);
        assertThat(merged.n()).isEqualTo(whole.n());
        assertThat(merged.effectiveN()).isEqualTo(whole.effectiveN());
        assertThat(merged.centred().means()).isEqualTo(whole.centred().means());
        assertThat(merged.centred().products()).isDeepEqualTo(whole.centred().products());
    }

    private static List<double[]> rows(Random random, int count) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new double[] {
                random.nextGaussian(), 1e6 + random.nextDouble(), 1e-3 * random.nextGaussian(), random.nextInt(5)
            });
        }
        return rows;
    }

    @Test
    void losesNoDigitsToAFarOffMean() {
        MomentMatrix far = new MomentMatrix(2);
        for (int i = 0; i < 1_000; i++) {
            far.add(new double[] {1e9 + i % 10, 1e12 - i % 10});
        }
        assertThat(far.centred().products()[0][0]).isEqualTo(8_250);
        assertThat(far.centred().products()[0][1]).isEqualTo(-8_250);
        assertThat(far.centred().correlations()[0][1]).isEqualTo(-1);
    }

    @Test
    void takesAWeightOfTwoAsTwoRows() {
        MomentMatrix weighted = new MomentMatrix(2);
        MomentMatrix repeated = new MomentMatrix(2);
        for (int i = 0; i < 20; i++) {
            double[] row = {i, i * i % 7};
            weighted.add(row, 1 + i % 2);
            repeated.add(row);
            if (i % 2 == 1) {
                repeated.add(row);
            }
        }
        assertThat(weighted.centred().products())
                .isDeepEqualTo(repeated.centred().products());
        assertThat(weighted.n()).isEqualTo(20);
        assertThat(weighted.weight()).isEqualTo(30);
        assertThat(weighted.effectiveN()).isEqualTo(900 / 50.0);
        assertThat(repeated.effectiveN()).isEqualTo(30);
    }

    @Test
    void leavesOutAndCountsRowsWithMissingInfiniteOrBoundlessValuesOrWithoutWeight() {
        MomentMatrix moments = new MomentMatrix(2);
        assertThat(moments.add(new double[] {1, 2})).isTrue();
        assertThat(moments.add(new double[] {Double.NaN, 2})).isFalse();
        assertThat(moments.add(new double[] {1, Double.NEGATIVE_INFINITY})).isFalse();
        assertThat(moments.add(new double[] {1e101, 2})).isFalse();
        assertThat(moments.add(new double[] {1, 2}, 0)).isFalse();
        assertThat(moments.add(new double[] {1, 2}, Double.NaN)).isFalse();
        assertThat(moments.add(new double[] {1, 2}, -1)).isFalse();
        assertThat(moments.n()).isEqualTo(1);
        assertThat(moments.leftOut()).isEqualTo(6);
    }

    @Test
    void staysFiniteAtTheLargestAndSmallestValues() {
        MomentMatrix moments = new MomentMatrix(3);
        for (int i = 0; i < 100; i++) {
            moments.add(new double[] {i % 2 == 0 ? 1e100 : -1e100, i % 3 * 1e-99, i % 3 * 1e-110});
        }
        assertThat(moments.constant(0)).isFalse();
        assertThat(moments.constant(1)).isFalse();
        assertThat(moments.constant(2)).isTrue();
        double[][] correlations = moments.centred().correlations();
        assertThat(correlations[0][0]).isEqualTo(1);
        assertThat(correlations[0][1]).isCloseTo(0, within(0.02));
        assertThat(correlations[2]).containsOnly(0);
    }

    @Test
    void tellsConstantAndBinaryColumns() {
        MomentMatrix moments = new MomentMatrix(4);
        moments.add(new double[] {0, 0, 7, 0.1 + 0.2});
        moments.add(new double[] {1, 1, 7, 0.3});
        assertThat(moments.binary(0)).isTrue();
        moments.add(new double[] {1, 0.5, 7, 0.3});
        assertThat(moments.binary(0)).isTrue();
        assertThat(moments.binary(1)).isFalse();
        assertThat(moments.binary(2)).isFalse();
        assertThat(moments.constant(1)).isFalse();
        assertThat(moments.constant(2)).isTrue();
        assertThat(moments.constant(3))
                .as("0.1 + 0.2 and 0.3 differ by rounding")
                .isTrue();
        assertThat(moments.least(1)).isZero();
        assertThat(moments.greatest(1)).isEqualTo(1);
    }

    @Test
    void refusesRowsAndMatricesOfAnotherWidth() {
        MomentMatrix moments = new MomentMatrix(2);
        assertThatIllegalArgumentException().isThrownBy(() -> moments.add(new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> moments.merge(new MomentMatrix(3)));
    }
}
