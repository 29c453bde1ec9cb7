package dev.corridor.map.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Path;
import dev.corridor.map.Score;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PassingTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void countsJourneysThatPassAllButOneAsThoughItWereNotAskedFor() {
        for (int trial = 0; trial < 300; trial++) {
            List<Path> paths = IntStream.range(0, random.nextInt(1, 40))
                    .mapToObj(_ -> new Path(touchpoints(random.nextInt(1, 9)), random.nextInt(1, 9), 0, Score.NONE))
                    .toList();
            Passing passing = new Passing(paths);
            List<Integer> chain =
                    touchpoints(random.nextInt(1, 6)).stream().distinct().toList();
            assertThat(passing.all(array(chain))).isEqualTo(slowly(paths, chain));
            assertThat(passing.withoutEach(array(chain)))
                    .as("%s of %s", chain, paths)
                    .isEqualTo(IntStream.range(0, chain.size())
                            .mapToLong(left -> slowly(paths, without(chain, left)))
                            .toArray());
        }
    }

    private static long slowly(List<Path> paths, List<Integer> chain) {
        return paths.stream()
                .flatMapToLong(
                        path -> passes(path.touchpoints(), chain) ? LongStream.of(path.count()) : LongStream.of())
                .sum();
    }

    private static boolean passes(List<Integer> path, List<Integer> chain) {
        if (chain.isEmpty()) {
            return true;
        }
        int at = path.indexOf(chain.getFirst());
        return at >= 0 && passes(path.subList(at + 1, path.size()), chain.subList(1, chain.size()));
    }

    private static List<Integer> without(List<Integer> chain, int place) {
        return IntStream.range(0, chain.size())
                .filter(i -> i != place)
                .mapToObj(chain::get)
                .toList();
    }

    private List<Integer> touchpoints(int size) {
        return random.ints(size, 0, 6).boxed().toList();
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
