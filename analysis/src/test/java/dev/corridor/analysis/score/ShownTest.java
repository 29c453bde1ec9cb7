package dev.corridor.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.disclosure.AnswerLimits;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ShownTest {
    private static final long SEED = 20260512;

    @Test
    void leavesTheScoreOfNoFewToBeWorkedOut() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            long[] answers = random.longs(1 + random.nextInt(8), 0, 25).toArray();
            long others = random.nextInt(3) == 0 ? random.nextLong(25) : 0;
            Shown shown = Shown.of(answers, others, AnswerLimits.USUAL);
            long hidden = others;
            long few = 0;
            for (int i = 0; i < answers.length; i++) {
                assertThat(shown.values()[i] && answers[i] > 0 && answers[i] < 10)
                        .as("seed " + SEED + ", round " + round)
                        .isFalse();
                assertThat(shown.counts()[i] && answers[i] > 0 && answers[i] < 5)
                        .isFalse();
                hidden += shown.values()[i] ? 0 : answers[i];
                few += answers[i] > 0 && answers[i] < 10 ? 1 : 0;
            }
            long total = hidden;
            assertThat(few > 0 && total > 0 && total < 10 && anyShown(shown, answers))
                    .as("seed " + SEED + ", round " + round + ": what is hidden is the rest of few")
                    .isFalse();
        }
    }

    private static boolean anyShown(Shown shown, long[] answers) {
        for (int i = 0; i < answers.length; i++) {
            if (shown.values()[i] && answers[i] > 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void hidesASetThatDiffersFromAllByFew() {
        BitSet all = range(0, 103);
        BitSet most = range(0, 100);
        BitSet half = range(20, 60);
        Shown shown = Shown.overlapping(
                new long[] {100, 40, 3}, List.of(most, half, range(100, 103)), all, AnswerLimits.USUAL);
        assertThat(shown.counts()).containsExactly(false, true, false);
        assertThat(shown.values()).containsExactly(false, true, false);
    }

    @Test
    void showsEverythingWhereThereAreNoLimits() {
        assertThat(Shown.of(new long[] {1, 2, 0}, 0, AnswerLimits.NONE).values())
                .containsExactly(true, true, true);
    }

    private static BitSet range(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
