package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RepeatWatchTest {
    @Test
    void findsWhatASetFinds() {
        long seed = 11;
        Random random = new Random(seed);
        RepeatWatch watch = new RepeatWatch(Long.MAX_VALUE);
        Set<Long> seen = new HashSet<>();
        List<Long> lines = LongStream.range(2, 100_000)
                .filter(line -> {
                    long hash = random.nextInt(20) == 0 ? random.nextInt(3_000) : random.nextLong();
                    watch.add(hash, line);
                    return !seen.add(hash);
                })
                .boxed()
                .toList();

        watch.finish();

        assertThat(watch.watched()).isEqualTo(99_998);
        assertThat(watch.repeated()).as("seed %d", seed).isEqualTo(lines.size());
        assertThat(LongStream.of(watch.examples()).boxed().toList())
                .as("seed %d", seed)
                .isEqualTo(lines.subList(0, Finding.EXAMPLES));
    }

    @Test
    void comparesNoMoreRowsThanAllowed() {
        RepeatWatch watch = new RepeatWatch(2);
        for (int line = 2; line < 6; line++) {
            watch.add(0, line);
        }

        watch.finish();

        assertThat(watch.watched()).isEqualTo(2);
        assertThat(watch.repeated()).isEqualTo(1);
        assertThat(watch.examples()).containsExactly(3);
    }
}
