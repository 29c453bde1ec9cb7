package dev.corridor.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
                Arrays.sort(values);
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

    @Test
    void findsTheFirstInOrder() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(seed % 5 == 0 ? 2_000 : 60);
            int[] places = IntStream.range(0, size).toArray();
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> reverse(places);
                default -> shuffle(places, random);
            }
            int from = random.nextInt(size + 1);
            int to = random.nextInt(from, size + 1);
            int most = random.nextInt(to - from + 1);
            int[] indexes = IntStream.range(0, size).toArray();
            IndexSort.sortFirst(indexes, from, to, most, (a, b) -> Integer.compare(places[a], places[b]));
            int[] sorted = IntStream.range(from, to)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> places[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Arrays.copyOfRange(indexes, from, from + most))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOf(sorted, most));
            assertThat(Arrays.copyOfRange(indexes, from + most, to))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(Arrays.copyOfRange(sorted, most, to - from));
            assertThat(Arrays.copyOf(indexes, from))
                    .isEqualTo(IntStream.range(0, from).toArray());
            assertThat(Arrays.copyOfRange(indexes, to, size))
                    .isEqualTo(IntStream.range(to, size).toArray());
        }
    }

    private static void reverse(int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = places.length - 1 - i;
        }
    }

    private static void shuffle(int[] places, Random random) {
        for (int i = places.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = places[i];
            places[i] = places[other];
            places[other] = swapped;
        }
    }
}
