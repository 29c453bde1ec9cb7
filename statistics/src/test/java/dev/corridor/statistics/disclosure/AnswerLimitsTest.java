package dev.corridor.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerLimitsTest {
    @Test
    void showsWhatTheLimitsAllow() {
        assertThat(shown(4)).isEqualTo(AnswerLimits.Shown.NOTHING);
        assertThat(shown(5)).isEqualTo(AnswerLimits.Shown.COUNTS);
        assertThat(shown(9)).isEqualTo(AnswerLimits.Shown.COUNTS);
        assertThat(shown(10)).isEqualTo(AnswerLimits.Shown.FEW_ANSWERS);
        assertThat(shown(29)).isEqualTo(AnswerLimits.Shown.FEW_ANSWERS);
        assertThat(shown(30)).isEqualTo(AnswerLimits.Shown.ALL);
        assertThat(AnswerLimits.USUAL.shown(100, 4)).isEqualTo(AnswerLimits.Shown.NOTHING);
        assertThat(AnswerLimits.NONE.shown(1, 1)).isEqualTo(AnswerLimits.Shown.FEW_ANSWERS);
    }

    @Test
    void neverNamesTheNumberItHides() {
        assertThat(AnswerLimits.USUAL.apply(answer(3)))
                .isInstanceOfSatisfying(
                        Result.Suppressed.class,
                        hidden -> assertThat(hidden.reason().sentence())
                                .isEqualTo("Fewer than 5 answers or customers: nothing is shown, to protect them."));
        assertThat(AnswerLimits.USUAL.apply(answer(7)))
                .isInstanceOfSatisfying(
                        Result.Suppressed.class,
                        hidden -> assertThat(hidden.reason().code()).isEqualTo("counts-only"));
        Result<Estimate> refused = new Result.NotPossible<>(3, new Note("constant-answers", "All equal."));
        assertThat(AnswerLimits.USUAL.apply(refused)).isInstanceOf(Result.Suppressed.class);
        assertThat(AnswerLimits.USUAL.apply(answer(40), 2)).isInstanceOf(Result.Suppressed.class);
    }

    @Test
    void marksFewAnswers() {
        assertThat(AnswerLimits.USUAL.apply(answer(12)).orElseThrow().warnings())
                .extracting(Note::code)
                .containsExactly("few-answers");
        assertThat(AnswerLimits.USUAL.apply(answer(30))).isEqualTo(answer(30));
    }

    @Test
    void refusesOverlapsThatDifferByTooFew() {
        assertThat(Differencing.apart(100, 97, 97, 5)).isFalse();
        assertThat(Differencing.apart(100, 95, 95, 5)).isTrue();
        assertThat(Differencing.apart(100, 100, 100, 5)).isTrue();
        assertThat(Differencing.apart(100, 100, 98, 5)).isFalse();
        assertThat(Differencing.apart(100, 7, 0, 5)).isTrue();
    }

    @Test
    void remembersWhatWasPublished() {
        Differencing published = new Differencing(5);
        assertThat(published.publish(range(0, 100))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(0, 97))).isInstanceOf(Decision.Refused.class);
        assertThat(published.publish(range(0, 3))).isInstanceOf(Decision.Refused.class);
        assertThat(published.publish(range(0, 50))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(0, 50))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(50, 97))).isInstanceOf(Decision.Refused.class);
        assertThat(published.publish(range(50, 90))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(200, 300))).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void looksBothWaysAtParts() {
        Differencing published = new Differencing(5);
        assertThat(published.publish(range(0, 50))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(50, 97))).isInstanceOf(Decision.Allowed.class);
        assertThat(published.publish(range(0, 100))).isInstanceOf(Decision.Refused.class);
    }

    private static AnswerLimits.Shown shown(long answers) {
        return AnswerLimits.USUAL.shown(answers, answers);
    }

    private static BitSet range(int from, int to) {
        BitSet set = new BitSet();
        IntStream.range(from, to).forEach(set::set);
        return set;
    }

    private static Result<Estimate> answer(long n) {
        return new Result.Answer<>(new Estimate(50, new Interval(40, 60, 0.95), n, n, "test", List.of(), List.of()));
    }
}
