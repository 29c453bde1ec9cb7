package dev.corridor.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.statistics.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileRanksTest {
    /// Counted in whole fractions with another program; -1 where there is no end.
    @ParameterizedTest
    @CsvSource({
        "1, -1, -1, -1, -1",
        "5, -1, -1, 2, -1",
        "6, 0, 5, 3, -1",
        "9, 1, 7, 5, -1",
        "10, 1, 8, 6, -1",
        "17, 4, 12, 12, -1",
        "30, 9, 20, 22, -1",
        "35, 11, 23, 27, -1",
        "36, 11, 24, 28, 35",
        "100, 39, 60, 83, 95",
        "150, 62, 87, 126, 142"
    })
    void findsTheRanksOfMedianAndNinth(long n, long low, long high, long lowOfNinth, long highOfNinth) {
        assertThat(QuantileRanks.of(n, 0.5, Interval.USUAL)).isEqualTo(new QuantileRanks(end(low), end(high)));
        assertThat(QuantileRanks.of(n, 0.9, Interval.USUAL))
                .isEqualTo(new QuantileRanks(end(lowOfNinth), end(highOfNinth)));
    }

    private static OptionalLong end(long rank) {
        return rank < 0 ? OptionalLong.empty() : OptionalLong.of(rank);
    }

    @Test
    void errsInNoMoreThanTheTailAndWouldErrInMoreOneRankFurtherIn() {
        for (int n = 2; n <= 260; n += 7) {
            for (int tenths = 1; tenths <= 9; tenths++) {
                QuantileRanks ranks = QuantileRanks.of(n, tenths / 10.0, Interval.USUAL);
                if (ranks.low().isPresent()) {
                    long low = ranks.low().getAsLong();
                    assertThat(atMost(low, n, tenths)).isLessThanOrEqualTo(0.025);
                    assertThat(atMost(low + 1, n, tenths)).isGreaterThan(0.025);
                }
                if (ranks.high().isPresent()) {
                    long high = ranks.high().getAsLong();
                    assertThat(1 - atMost(high, n, tenths)).isLessThanOrEqualTo(0.025 + 1e-12);
                    assertThat(1 - atMost(high - 1, n, tenths)).isGreaterThan(0.025);
                }
            }
        }
    }

    /// The probability that at most k of n succeed, each with so many tenths, in whole numbers.
    private static double atMost(long k, int n, int tenths) {
        BigInteger ways = BigInteger.ONE;
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i <= k; i++) {
            sum = sum.add(ways.multiply(BigInteger.valueOf(tenths).pow(i))
                    .multiply(BigInteger.valueOf(10 - tenths).pow(n - i)));
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return new BigDecimal(sum).movePointLeft(n).doubleValue();
    }

    @Test
    void holdsTheQuantileAsOftenAsPromised() {
        Random random = new Random(7);
        int rounds = 4000;
        int held = 0;
        QuantileRanks ranks = QuantileRanks.of(80, 0.9, Interval.USUAL);
        double truth = -Math.log(0.1);
        for (int round = 0; round < rounds; round++) {
            double[] waits =
                    random.doubles(80).map(u -> -Math.log(1 - u)).sorted().toArray();
            boolean holds = waits[(int) ranks.low().orElseThrow()] <= truth
                    && truth <= waits[(int) ranks.high().orElseThrow()];
            held += holds ? 1 : 0;
        }
        assertThat((double) held / rounds).as("seed 7").isBetween(0.945, 0.985);
    }

    @Test
    void staysQuickAndNearTheNormalRanksForManyValues() {
        long n = 10_000_000;
        QuantileRanks ranks = QuantileRanks.of(n, 0.9, Interval.USUAL);
        double half = 1.959964 * Math.sqrt(n * 0.09);
        assertThat((double) ranks.low().orElseThrow()).isBetween(0.9 * n - half - 3, 0.9 * n - half + 3);
        assertThat((double) ranks.high().orElseThrow()).isBetween(0.9 * n + half - 3, 0.9 * n + half + 3);
    }

    @Test
    void refusesWhatIsNoQuantile() {
        assertThatThrownBy(() -> QuantileRanks.of(10, 1, Interval.USUAL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QuantileRanks.of(-1, 0.5, Interval.USUAL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
