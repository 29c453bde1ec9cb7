package dev.corridor.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexSortTest {
    @Test
    void sortsPartsStably() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(seed % 5 == 0 ? 2_000 : 60);
            int[] values = random.ints(size, 0, 1 + random.nextInt(50)).toArray();
            if (random.nextInt(4) == 0) {
                java.util.Arrays.sort(values);
            }
            int from = random.nextInt(size + 1);
            int to = random.nextInt(from, size + 1);
            int[] indexes = IntStream.range(0, size).toArray();
            IndexSort.sort(indexes, from, to, (a, b) -> Integer.compare(values[a], values[b]));
            int[] expected = IntStream.concat(
                            IntStream.concat(
                                    IntStream.range(0, from),
                                    IntStream.range(from, to)
                                            .boxed()
                                            .sorted(Comparator.comparingInt(i -> values[i]))
                                            .mapToInt(Integer::intValue)),
                            IntStream.range(to, size))
                    .toArray();
            assertThat(indexes).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
