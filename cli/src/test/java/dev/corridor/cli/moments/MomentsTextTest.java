package dev.corridor.cli.moments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.answers.moments.SampleMoments;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What the text of `moments` says.
final class MomentsTextTest {
    @Test
    void claimsACauseOnlyWhereThePlaceboPassed() {
        for (MomentOfTruth.Placebo placebo :
                List.of(MomentOfTruth.Placebo.PASSED, MomentOfTruth.Placebo.NOT_POSSIBLE)) {
            for (Moment.Kind kind : Moment.Kind.values()) {
                if (kind == Moment.Kind.DAYS_LATE_ALL) {
                    continue;
                }
                String said = text(SampleMoments.moment(
                        kind,
                        -0.3,
                        Moment.Shape.SLOPE,
                        placebo,
                        SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero")));
                boolean passed = placebo == MomentOfTruth.Placebo.PASSED;
                assertThat(said.contains("moves the score by")).isEqualTo(passed);
                assertThat(said.contains("goes with a change of")).isEqualTo(!passed);
                assertThat(said.contains("Whether it is the cause could not be checked"))
                        .isEqualTo(!passed);
                assertThat(said).contains("Monday", "prove it with");
            }
        }
    }

    @Test
    void drawsALineOnlyAtAStepThatIsClear() {
        Moment step = SampleMoments.moment(
                Moment.Kind.DAYS_LATE,
                -0.3,
                Moment.Shape.STEP,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero"));
        assertThat(text(step))
                .contains("those who had it in time", "Begin with the latest")
                .doesNotContain("came sooner", "Draw the line");
        assertThat(text(SampleMoments.cutAtStep(step)))
                .contains("those for whom it came sooner", "Draw the line")
                .doesNotContain("those who had it in time", "Begin with the latest");
    }

    @Test
    void saysWhatChanceIsOfWhereAWayIsLikeTheOthers() {
        Moment way = SampleMoments.moment(
                Moment.Kind.WAY,
                -0.3,
                Moment.Shape.FLAT,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.NOT_SIGNIFICANT, "may-be-chance"));
        assertThat(text(way)).contains("Among so many candidates");
        assertThat(text(SampleMoments.warned(way, "way-like-others")))
                .contains("The difference from coming there at all may be chance")
                .doesNotContain("Among so many candidates");
    }

    @Test
    void beginsASentenceWithACapitalAlsoWhereTheCountIsAWord() {
        Moment moment = SampleMoments.moment(
                Moment.Kind.TOUCHPOINT,
                -0.3,
                Moment.Shape.FLAT,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero"));
        assertThat(text(moment)).contains("- Fewer than 5 answers were given before it happened");
    }

    private static String text(Moment... moments) {
        return print(SampleMoments.answer(MomentQuestion.Outcome.SCORE, 400, List.of(moments)))
                .replaceAll("\\s+", " ");
    }

    private static String print(MomentsAnswer answer) {
        return MomentsText.write(
                answer,
                SampleMoments.RECIPE,
                List.of(SampleMoments.WAITING),
                AnswerLimits.USUAL,
                UnaryOperator.identity());
    }

    @Test
    void printsNoLineBeyondTheWidthOfAPage() throws IOException {
        List<Moment> all = SampleMoments.all(List.copyOf(SampleMoments.codes()));
        for (MomentQuestion.Outcome outcome : MomentQuestion.Outcome.values()) {
            String text = print(SampleMoments.answer(outcome, 400, all));
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
            assertThat(text).doesNotContain("ENGLISH", "{0}", "\u2212", "\u00a0");
        }
    }
}
