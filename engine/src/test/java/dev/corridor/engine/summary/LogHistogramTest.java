package dev.corridor.engine.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogHistogramTest {
    private static long time(Random random) {
        return random.nextLong() >>> random.nextInt(1, 63);
    }

    private static double quantile(List<Long> values, double p) {
        List<Long> sorted = values.stream().sorted().toList();
        double place = (sorted.size() - 1) * p;
        int below = (int) Math.floor(place);
        double low = sorted.get(below);
        double high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low + (place - below) * (high - low);
    }

    @Test
    void putsEveryNumberIntoItsBucket() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long value = i < 5_000 ? i : i < 5_063 ? (1L << (i - 5_000)) - 1 : time(random);
            int bucket = LogHistogram.bucket(value);
            long lowest = LogHistogram.lowest(bucket);
            assertThat(value).isGreaterThanOrEqualTo(lowest);
            assertThat(value - lowest).isLessThan(LogHistogram.width(bucket));
            assertThat(LogHistogram.width(bucket) - 1).isLessThanOrEqualTo(lowest / 32);
            assertThat(bucket).isLessThan(1_888);
        }
    }

    @Test
    void keepsQuantilesWithinTheBound() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            int shift = random.nextInt(1, 60);
            List<Long> values = new ArrayList<>();
            LogHistogram histogram = new LogHistogram();
            for (int i = random.nextInt(1, 200); i > 0; i--) {
                long value = random.nextInt(3) == 0 ? random.nextInt(100) : random.nextLong() >>> shift >>> 3;
                values.add(value);
                histogram.add(value);
            }
            for (double p : new double[] {0, 0.05, 0.5, 0.9, 0.95, 1, random.nextDouble()}) {
                double exact = quantile(values, p);
                assertThat(Math.abs(histogram.quantile(p) - exact))
                        .as("seed %d, p %s, exact %s", seed, p, exact)
                        .isLessThanOrEqualTo(exact / 64 + 1e-9);
                ExactTimes second = new ExactTimes(histogram, p);
                values.forEach(second::add);
                assertThat(second.quantile(p)).as("seed %d, p %s", seed, p).isEqualTo(exact);
            }
        }
    }

    @Test
    void boundsTheValueOfEveryRank() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            LogHistogram histogram = new LogHistogram();
            List<Long> values = new ArrayList<>();
            for (int i = random.nextInt(1, 200); i > 0; i--) {
                long value =
                        random.nextInt(3) == 0 ? random.nextInt(100) : random.nextLong() >>> 4 >>> random.nextInt(50);
                values.add(value);
                histogram.add(value);
            }
            values.sort(null);
            for (int rank = 0; rank < values.size(); rank++) {
                long value = values.get(rank);
                assertThat(histogram.atLeast(rank)).as("seed %d", seed).isBetween(value - value / 32, value);
                assertThat(histogram.atMost(rank)).as("seed %d", seed).isBetween(value, value + value / 32);
            }
            assertThat(histogram.atLeast(0)).isEqualTo(histogram.min());
            assertThat(histogram.atMost(values.size() - 1)).isEqualTo(histogram.max());
        }
    }

    @Test
    void estimatesSurvivalByItsDefinition() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Long> events = new ArrayList<>();
            List<Long> censored = new ArrayList<>();
            LogHistogram eventTimes = new LogHistogram();
            LogHistogram censoredTimes = new LogHistogram();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                boolean isEvent = random.nextInt(3) > 0;
                long time = random.nextInt(64);
                (isEvent ? events : censored).add(time);
                (isEvent ? eventTimes : censoredTimes).add(time);
            }
            for (double share : new double[] {0.9, 0.5, 0.1, 0}) {
                assertThat(KaplanMeier.quantile(eventTimes, censoredTimes, share + 1e-12))
                        .as("seed %d, share %s", seed, share)
                        .isEqualTo(survival(events, censored, share + 1e-12));
            }
        }
    }

    private static OptionalDouble survival(List<Long> events, List<Long> censored, double share) {
        double surviving = 1;
        for (long time = 0; time < 64; time++) {
            long at = time;
            long here = events.stream().filter(event -> event == at).count();
            long atRisk = events.stream().filter(event -> event >= at).count()
                    + censored.stream().filter(age -> age >= at).count();
            if (here > 0) {
                surviving *= 1 - (double) here / atRisk;
                if (surviving <= share) {
                    return OptionalDouble.of((double) time);
                }
            }
        }
        return OptionalDouble.empty();
    }
}
