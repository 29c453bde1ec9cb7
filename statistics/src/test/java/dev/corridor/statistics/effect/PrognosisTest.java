package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrognosisTest {
    private static Prognosis learnt(int rows, long seed) {
        Random random = new Random(seed);
        Prognosis prognosis = new Prognosis(4);
        for (int i = 0; i < rows; i++) {
            double a = random.nextGaussian();
            double b = random.nextInt(2);
            prognosis.add(3 + 2 * a - b, a, b, a, 7);
        }
        return prognosis;
    }

    @Test
    void expectsTheOutcomeInSpiteOfRepeatedAndConstantColumns() {
        Prognosis.Expected expected = learnt(2_000, 1).expected();
        assertThat(expected.of(0.5, 1, 0.5, 7)).isCloseTo(3, within(0.01));
        assertThat(expected.of(-1, 0, -1, 7)).isCloseTo(1, within(0.01));
    }

    @Test
    void mergesLikeTheWhole() {
        Prognosis whole = learnt(500, 3);
        Prognosis other = learnt(300, 4);
        Prognosis merged = learnt(500, 3).merge(other);
        assertThat(merged.n()).isEqualTo(800);
        whole.merge(learnt(300, 4));
        assertThat(merged.expected().of(1, 1, 1, 7)).isEqualTo(whole.expected().of(1, 1, 1, 7));
    }

    @Test
    void expectsTheMeanOfFewRows() {
        Prognosis prognosis = new Prognosis(3);
        for (int i = 0; i < 20; i++) {
            prognosis.add(i, i, -i, 1);
        }
        assertThat(prognosis.expected().of(100, 100, 100)).isCloseTo(9.5, within(1e-12));
        assertThat(new Prognosis(2).expected().of(1, 1)).isZero();
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Prognosis(2).add(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prognosis(2).merge(new Prognosis(3)));
    }
}
