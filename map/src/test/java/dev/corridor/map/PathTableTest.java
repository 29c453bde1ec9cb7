package dev.corridor.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathTableTest {
    @Test
    void isTheListOfWhatWasAdded() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 2, 63, 64, 65, 3_000}) {
            PathTable.Builder builder = new PathTable.Builder();
            List<Path> expected = new ArrayList<>();
            int detailed = size == 0 ? 0 : random.nextInt(Math.min(size, 20) + 1);
            for (int i = 0; i < size; i++) {
                int[] touchpoints =
                        random.ints(1 + random.nextInt(9), 0, 65_535).toArray();
                List<Integer> steps = IntStream.of(touchpoints).boxed().toList();
                if (i < detailed) {
                    Path path = new Path(steps, size - i, i, new Score(3, 12));
                    builder.add(path);
                    expected.add(path);
                } else {
                    builder.add(touchpoints, size - i);
                    expected.add(new Path(steps, size - i, Double.NaN, Score.NONE));
                }
            }
            PathTable table = builder.build();
            assertThat(new Paths(table, 4, 5)).isEqualTo(new Paths(expected, 4, 5));
            assertThatThrownBy(() -> table.get(size)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void keepsPathsApart() {
        PathTable.Builder builder = new PathTable.Builder();
        builder.add(new int[] {1, 2}, 2);
        builder.add(new int[] {3}, 1);
        List<Integer> first = builder.build().getFirst().touchpoints();
        assertThat(first).containsExactly(1, 2);
        assertThatThrownBy(() -> first.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> builder.add(new Path(List.of(1), 1, 0, Score.NONE)))
                .isInstanceOf(IllegalStateException.class);
    }
}
