package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.effect.MomentOfTruth.Candidate;
import dev.corridor.statistics.effect.MomentOfTruth.Kind;
import dev.corridor.statistics.effect.MomentOfTruth.Placebo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentOfTruthTest {
    private static final SmallestEffect HALF = SmallestEffect.ofScale(0, 10);

    private static Estimate estimate(double value, double error) {
        return new Estimate(
                value,
                Distributions.interval(value, error, Double.POSITIVE_INFINITY),
                1_000,
                1_000,
                "test",
                List.of(),
                List.of());
    }

    private static Result<Effect> effect(double value, double error) {
        double p = Distributions.p(value, error, Double.POSITIVE_INFINITY);
        return new Result.Answer<>(new Effect(estimate(value, error), value, error, 1e9, p, 500, 500, 400, 400, 0, 0));
    }

    private static Candidate candidate(double value, double error, Placebo placebo) {
        return new Candidate(effect(value, error), 400, 400, placebo, true);
    }

    private static MomentOfTruth alone(Candidate candidate) {
        return MomentOfTruth.judge(List.of(candidate), HALF).getFirst();
    }

    private static List<String> codes(MomentOfTruth verdict) {
        return verdict.reasons().stream().map(Note::code).toList();
    }

    @Test
    void findsAMomentAndSaysHowSurely() {
        MomentOfTruth sure = alone(candidate(-2, 0.1, Placebo.PASSED));
        assertThat(sure.kind()).isEqualTo(Kind.MOMENT_OF_TRUTH);
        assertThat(codes(sure)).containsExactly("above-smallest-effect");
        MomentOfTruth less = alone(candidate(-0.6, 0.1, Placebo.NOT_POSSIBLE));
        assertThat(less.kind()).isEqualTo(Kind.MOMENT_OF_TRUTH);
        assertThat(codes(less)).containsExactly("above-zero", "no-placebo");
    }

    @Test
    void namesTheRuleThatIsBroken() {
        assertThat(alone(candidate(-0.3, 0.05, Placebo.PASSED)).kind()).isEqualTo(Kind.TOO_SMALL);
        assertThat(alone(candidate(0.01, 0.05, Placebo.PASSED)).kind()).isEqualTo(Kind.TOO_SMALL);
        assertThat(alone(candidate(-1, 0.6, Placebo.PASSED)).kind()).isEqualTo(Kind.NOT_SIGNIFICANT);
        assertThat(alone(candidate(-2, 0.1, Placebo.FAILED)).kind()).isEqualTo(Kind.PLACEBO_FAILED);
        assertThat(alone(new Candidate(effect(-2, 0.1), 400, 29, Placebo.PASSED, true))
                        .kind())
                .isEqualTo(Kind.TOO_FEW);
        assertThat(alone(new Candidate(effect(-2, 0.1), 400, 400, Placebo.PASSED, false))
                        .kind())
                .isEqualTo(Kind.DESCRIPTION);
        assertThat(alone(new Candidate(
                                Result.notPossible(9, "no-overlap", "Nobody."), 0, 0, Placebo.NOT_POSSIBLE, true))
                        .kind())
                .isEqualTo(Kind.NO_OVERLAP);
    }

    @Test
    void countsOnlyCandidatesWithEnoughCustomersAsTried() {
        // p 0.036 alone; among eight like the second it is not enough, among eight too small to test it is.
        Candidate edge = candidate(-1.05, 0.5, Placebo.PASSED);
        List<Candidate> tried = new ArrayList<>(List.of(edge));
        List<Candidate> small = new ArrayList<>(List.of(edge));
        for (int i = 0; i < 8; i++) {
            tried.add(candidate(0.2, 0.5, Placebo.PASSED));
            small.add(new Candidate(effect(0.2, 0.5), 10, 10, Placebo.PASSED, true));
        }
        assertThat(MomentOfTruth.judge(tried, HALF).getFirst().kind()).isEqualTo(Kind.NOT_SIGNIFICANT);
        assertThat(MomentOfTruth.judge(small, HALF).getFirst().kind()).isEqualTo(Kind.MOMENT_OF_TRUTH);
        assertThat(MomentOfTruth.judge(small, HALF).get(3).q()).isEqualTo(1);
    }

    @Test
    void passesAPlaceboOnlyInsideTheSmallestEffect() {
        assertThat(Placebo.of(new Result.Answer<>(estimate(0.1, 0.1)), HALF)).isEqualTo(Placebo.PASSED);
        assertThat(Placebo.of(new Result.Answer<>(estimate(0.1, 0.4)), HALF)).isEqualTo(Placebo.FAILED);
        assertThat(Placebo.of(Result.notPossible(0, "no-answers", "None."), HALF))
                .isEqualTo(Placebo.NOT_POSSIBLE);
    }

    @Test
    void findsNothingWhereNothingIs() {
        Random random = new Random(26);
        int runs = 1_000;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                candidates.add(candidate(0.5 * random.nextGaussian(), 0.5, Placebo.PASSED));
            }
            wrong += MomentOfTruth.judge(candidates, HALF).stream()
                            .anyMatch(verdict -> verdict.kind() == Kind.MOMENT_OF_TRUTH)
                    ? 1
                    : 0;
        }
        // Three standard errors above 5 %.
        assertThat((double) wrong / runs).isLessThan(0.05 + 0.021);
    }
}
