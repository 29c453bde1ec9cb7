package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    /// A block of two journeys, each of which satisfies a condition or not: the verdict on two conditions must
    /// never claim more than is true of any two blocks with those verdicts.
    @Test
    void neverClaimsMoreThanIsTrue() {
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                for (Verdict ofA : allowed(a)) {
                    for (Verdict ofB : allowed(b)) {
                        assertThat(allowed(a & b)).contains(ofA.and(ofB));
                        assertThat(allowed(a | b)).contains(ofA.or(ofB));
                        assertThat(allowed(~a & 3)).contains(ofA.not());
                    }
                }
            }
        }
    }

    @Test
    void claimsWhatIsCertain() {
        assertThat(Verdict.SOME.and(Verdict.NONE)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.ALL.and(Verdict.ALL)).isEqualTo(Verdict.ALL);
        assertThat(Verdict.SOME.or(Verdict.ALL)).isEqualTo(Verdict.ALL);
        assertThat(Verdict.NONE.or(Verdict.NONE)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.of(true).not()).isEqualTo(Verdict.NONE);
    }

    private static List<Verdict> allowed(int journeys) {
        return switch (journeys) {
            case 0 -> List.of(Verdict.NONE, Verdict.SOME);
            case 3 -> List.of(Verdict.ALL, Verdict.SOME);
            default -> List.of(Verdict.SOME);
        };
    }
}
