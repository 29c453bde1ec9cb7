package dev.corridor.answers.moments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the page of `moments` says.
final class MomentsHtmlTest {
    private static List<Moment> all() throws IOException {
        return SampleMoments.all(new ArrayList<>(SampleMoments.codes()));
    }

    private static Wording wording(Language language) {
        return Wording.in(language, MomentsPhrases.class, MomentsPhrases.FILE);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void letsNoSentenceOfTheAnalysisThrough(Language language) throws IOException {
        for (MomentQuestion.Outcome outcome : MomentQuestion.Outcome.values()) {
            String page = SampleMoments.page(SampleMoments.answer(outcome, 400, all()), language);
            assertThat(page).startsWith("<!doctype html>\n<html lang=\"" + language.tag() + "\">");
            assertThat(page.substring(page.indexOf("</style>")))
                    .doesNotContain("ENGLISH", "{0}", "{1}", "NaN", "null", "<script", "http:", "https:");
        }
    }

    @Test
    void claimsACauseOnlyWhereThePlaceboPassed() {
        for (MomentOfTruth.Placebo placebo :
                List.of(MomentOfTruth.Placebo.PASSED, MomentOfTruth.Placebo.NOT_POSSIBLE)) {
            for (Moment.Kind kind : Moment.Kind.values()) {
                if (kind == Moment.Kind.DAYS_LATE_ALL) {
                    continue;
                }
                MomentsAnswer answer = SampleMoments.answer(
                        MomentQuestion.Outcome.SCORE,
                        400,
                        List.of(SampleMoments.moment(
                                kind,
                                -0.3,
                                Moment.Shape.SLOPE,
                                placebo,
                                SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero"))));
                boolean passed = placebo == MomentOfTruth.Placebo.PASSED;
                String said = SampleMoments.page(answer, Language.EN);
                assertThat(said.contains("moves the score by")).isEqualTo(passed);
                assertThat(said.contains("goes with a change of")).isEqualTo(!passed);
                assertThat(said.contains("Whether it is the cause could not be checked"))
                        .isEqualTo(!passed);
                assertThat(said).contains("Monday", "prove it with");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhoHasLeftWhereNothingSaysWhereCustomersLeave(Language language) {
        String silent =
                wording(language).say("fact.within.silent", wording(language).count("days", 180));
        assertThat(SampleMoments.page(SampleMoments.answer(MomentQuestion.Outcome.CHURN, 400, List.of()), language))
                .contains(silent);
        assertThat(SampleMoments.page(
                        SampleMoments.answer(MomentQuestion.Outcome.REPURCHASE, 400, List.of()), language))
                .doesNotContain(silent);
    }

    @ParameterizedTest
    @CsvSource({
        "EN, do not come back within 180 days in",
        "PT, não voltam em 180 dias em",
        "RU, за 180 дней не возвращаются в"
    })
    void saysOfSilenceWhatIsCounted(Language language, String said) {
        MomentsAnswer answer = SampleMoments.answer(
                MomentQuestion.Outcome.CHURN,
                400,
                List.of(SampleMoments.moment(
                        Moment.Kind.TOUCHPOINT,
                        0.3,
                        Moment.Shape.FLAT,
                        MomentOfTruth.Placebo.NOT_POSSIBLE,
                        SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero"))));
        assertThat(SampleMoments.page(answer, language))
                .contains(said)
                .doesNotContain(" leave in ", "vão embora", "уходят");
    }

    @Test
    void tellsHowManyWaitAtTheEndOfTheData() {
        MomentsAnswer answer = SampleMoments.answer(
                MomentQuestion.Outcome.SCORE,
                400,
                List.of(SampleMoments.moment(
                        Moment.Kind.WAITING_PAST_DUE,
                        -0.3,
                        Moment.Shape.FLAT,
                        MomentOfTruth.Placebo.NOT_POSSIBLE,
                        SampleMoments.verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero"))));
        assertThat(SampleMoments.page(answer, Language.EN))
                .contains("(14 November 2023) 1,737 journeys were past")
                .contains("not passes delivered and due &lt; 2023-11-14");
        assertThat(SampleMoments.page(answer, Language.RU)).contains("1\u00a0737 путей");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhyThereIsNoMoment(Language language) {
        Wording wording = wording(language);
        Moment description = SampleMoments.moment(
                Moment.Kind.DAYS_LATE_ALL,
                -0.3,
                Moment.Shape.SLOPE,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.DESCRIPTION, "description"));
        Moment few = SampleMoments.moment(
                Moment.Kind.WAIT,
                -0.3,
                Moment.Shape.FLAT,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.TOO_FEW, "too-few-customers"));
        Moment chance = SampleMoments.moment(
                Moment.Kind.WAIT,
                -0.3,
                Moment.Shape.FLAT,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.NOT_SIGNIFICANT, "may-be-chance"));
        Moment same = SampleMoments.moment(
                Moment.Kind.WAIT,
                0,
                Moment.Shape.FLAT,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                SampleMoments.verdict(MomentOfTruth.Kind.NOT_SIGNIFICANT, "constant-outcome"));
        for (MomentQuestion.Outcome outcome : MomentQuestion.Outcome.values()) {
            boolean rate = outcome != MomentQuestion.Outcome.SCORE;
            String word = outcome == MomentQuestion.Outcome.CHURN ? "silence" : outcome.word();
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 0, List.of()), language))
                    .contains(wording.say("h1.nothing." + word))
                    .contains(wording.say(rate ? "next.nothing.rate" : "next.nothing.score"));
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 400, List.of()), language))
                    .contains(wording.say("h1.no-candidates"), wording.say("next.no-candidates"));
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 400, List.of(description)), language))
                    .contains(wording.say("h1.description"), wording.say("next.description"));
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 400, List.of(few, description)), language))
                    .contains(wording.say("h1.too-few", "30"), wording.say("next.too-few"));
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 400, List.of(few, chance)), language))
                    .contains(wording.say(
                            "h1.none." + word,
                            rate ? wording.say("points", wording.decimal(5)) : wording.decimal(0.05, 2)))
                    .contains(wording.say("next.none"), wording.say("reason.may-be-chance.among-many"));
            assertThat(SampleMoments.page(SampleMoments.answer(outcome, 400, List.of(few, same)), language))
                    .contains(
                            wording.say("h1.constant"),
                            wording.say(rate ? "next.constant.rate" : "next.constant.score"));
        }
    }
}
