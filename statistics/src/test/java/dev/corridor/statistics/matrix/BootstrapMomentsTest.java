package dev.corridor.statistics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BootstrapMomentsTest {
    private static double[][] rows(int count) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            double first = random.nextGaussian();
            rows[i] = new double[] {first, first + random.nextGaussian()};
        }
        return rows;
    }

    @Test
    void drawsTheSameReplicatesWhateverTheOrderAndThePartition() {
        double[][] rows = rows(10_000);
        BootstrapMoments whole = new BootstrapMoments(2);
        BootstrapMoments even = new BootstrapMoments(2);
        BootstrapMoments odd = new BootstrapMoments(2);
        for (int i = 0; i < rows.length; i++) {
            whole.add(i / 2, rows[i]);
        }
        for (int i = rows.length - 1; i >= 0; i--) {
            (i % 2 == 0 ? even : odd).add(i / 2, rows[i]);
        }
        odd.add(1, new double[] {Double.NaN, 0});
        even.merge(odd);
        assertThat(even.leftOut()).isEqualTo(1);
        assertThat(even.whole().n()).isEqualTo(rows.length);
        List<CentredMoments> expected = whole.replicates(20, 5).toList();
        List<CentredMoments> drawn = even.replicates(20, 5).toList();
        for (int i = 0; i < 20; i++) {
            assertThat(drawn.get(i).weight()).isEqualTo(expected.get(i).weight());
            assertThat(drawn.get(i).means()).isEqualTo(expected.get(i).means());
            assertThat(drawn.get(i).products()).isDeepEqualTo(expected.get(i).products());
        }
    }

    @Test
    void leavesTheOtherPartAsItWasWhenMerged() {
        BootstrapMoments whole = new BootstrapMoments(1);
        BootstrapMoments part = new BootstrapMoments(1);
        part.add(3, new double[] {1});
        whole.merge(part);
        whole.add(3, new double[] {2});
        whole.merge(part);
        assertThat(part.whole().n()).isEqualTo(1);
        assertThat(whole.whole().n()).isEqualTo(3);
        assertThat(whole.whole().sum(0)).isEqualTo(4);
    }

    @Test
    void weighsRowsWithPoissonNumbersOfMeanOne() {
        BootstrapMoments one = new BootstrapMoments(1);
        one.add(42, new double[] {1});
        double[] seen = new double[8];
        int draws = 200_000;
        one.replicates(draws, 9).forEach(replicate -> seen[(int) Math.min(replicate.weight(), 7)]++);
        double probability = Math.exp(-1);
        for (int times = 1; times < 7; times++) {
            probability /= times;
            assertThat(seen[times] / draws).as("%d times", times).isCloseTo(probability, within(0.004));
        }
        assertThat(seen[0]).as("empty replicates are left out").isZero();
    }

    @Test
    void givesTheStandardErrorOfAMean() {
        double[][] rows = rows(20_000);
        BootstrapMoments moments = new BootstrapMoments(2);
        for (int i = 0; i < rows.length; i++) {
            moments.add(i, rows[i]);
        }
        assertThat(moments.groups()).isBetween(4_000, 4_096);
        assertThat(spread(moments)).isCloseTo(Math.sqrt(2.0 / rows.length), within(0.0005));
    }

    @Test
    void drawsRowsOfOneIdentityTogetherSoThatRepeatingThemIsHarmless() {
        double[][] rows = rows(300);
        BootstrapMoments single = new BootstrapMoments(2);
        BootstrapMoments repeated = new BootstrapMoments(2);
        for (int i = 0; i < rows.length; i++) {
            single.add(i, rows[i]);
            for (int k = 0; k < 4; k++) {
                repeated.add(i, rows[i]);
            }
        }
        assertThat(spread(repeated)).isCloseTo(spread(single), within(1e-12));
    }

    private static double spread(BootstrapMoments moments) {
        double[] means = moments.replicates(2_000, 1)
                .mapToDouble(replicate -> replicate.means()[1])
                .toArray();
        MomentMatrix spread = new MomentMatrix(1);
        for (double mean : means) {
            spread.add(new double[] {mean});
        }
        return Math.sqrt(spread.centred().products()[0][0] / (means.length - 1));
    }

    @Test
    void zeroesAColumnThatIsConstantInAReplicate() {
        BootstrapMoments moments = new BootstrapMoments(2);
        IntStream.range(0, 40).forEach(i -> moments.add(i, new double[] {i == 0 ? 1 : 0, i}));
        List<CentredMoments> constant = moments.replicates(200, 3)
                .filter(replicate -> replicate.products()[0][0] == 0)
                .toList();
        assertThat(constant.size() / 200.0).isCloseTo(Math.exp(-1), within(0.1));
        assertThat(constant)
                .allSatisfy(replicate ->
                        assertThat(replicate.correlations()).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}}));
    }

    @Test
    void refusesTablesThatAreTooWideOrOfAnotherWidth() {
        BootstrapMoments two = new BootstrapMoments(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapMoments(201));
        assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapMoments(0));
        assertThatIllegalArgumentException().isThrownBy(() -> two.add(1, new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> two.merge(new BootstrapMoments(3)));
    }
}
