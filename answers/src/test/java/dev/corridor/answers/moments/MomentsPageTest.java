package dev.corridor.answers.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.map.Language;
import dev.corridor.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of `moments` in a real browser.
@Tag("browser")
final class MomentsPageTest {
    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "no chromium on the path: skipped");
        browser = new Chromium(program.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void desk() {
        browser.size(1440, 1000);
        browser.dark(false);
    }

    private static Path page(MomentQuestion.Outcome outcome, Language language) throws IOException {
        List<Moment> all = SampleMoments.all(List.of("too-few-customers", "may-be-chance", "below-smallest-effect"));
        List<Moment> some = IntStream.range(0, all.size())
                .filter(i -> i % 5 == 0 || all.get(i).kind() == Moment.Kind.DAYS_LATE_ALL)
                .mapToObj(all::get)
                .toList();
        MomentsAnswer answer = SampleMoments.answer(outcome, 400, some);
        return Files.writeString(
                Files.createTempFile(folder, "moments", ".html"), SampleMoments.page(answer, language));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void opensWithoutComplaintOrNetwork(Language language) throws Exception {
        browser.open(page(MomentQuestion.Outcome.SCORE, language));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.text("document.documentElement.lang")).isEqualTo(language.tag());
        assertThat(browser.text("document.body.innerText")).doesNotContain("undefined", "{0}", "null", "NaN");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void fitsPhoneAndDeskWithReadableLettering(Language language) throws Exception {
        for (MomentQuestion.Outcome outcome : MomentQuestion.Outcome.values()) {
            browser.size(1440, 1000);
            browser.open(page(outcome, language));
            browser.text("document.querySelectorAll('details').forEach(d => { d.open = true }) + ''");
            for (int width : new int[] {390, 768, 1440}) {
                browser.size(width, 900);
                assertThat(browser.number("document.documentElement.scrollWidth"))
                        .as("%s at %d px", outcome, width)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.number("Math.min(...[...document.querySelectorAll('main *')]"
                                + ".filter(e => e.getBoundingClientRect().width > 0)"
                                + ".map(e => parseFloat(getComputedStyle(e).fontSize)))"))
                        .isGreaterThanOrEqualTo(11);
            }
        }
    }

    @Test
    void everyCurveHasItsTable() throws Exception {
        browser.open(page(MomentQuestion.Outcome.SCORE, Language.EN));
        double curves = browser.number("document.querySelectorAll('svg.curve').length");
        assertThat(curves).isGreaterThan(10);
        assertThat(browser.number("document.querySelectorAll('figure.dose table.twin').length"))
                .isEqualTo(curves);
        assertThat(browser.number("document.querySelector('table.twin tbody').rows.length"))
                .isEqualTo(20);
        assertThat(browser.text("document.querySelector('table.twin tbody').rows[19].textContent"))
                .contains("too few to show");
        assertThat(browser.number("[...document.querySelectorAll('svg[role=img]')]"
                        + ".filter(s => !s.getAttribute('aria-label')).length"))
                .isZero();
    }

    @Test
    void isDarkWhereTheReaderWantsIt() throws Exception {
        browser.dark(true);
        browser.open(page(MomentQuestion.Outcome.CHURN, Language.PT));
        assertThat(browser.text("getComputedStyle(document.documentElement).backgroundColor"))
                .isEqualTo("rgb(23, 22, 19)");
    }

    @Test
    void showsWhereTheKeyboardIs() throws Exception {
        browser.open(page(MomentQuestion.Outcome.SCORE, Language.EN));
        browser.key("Tab");
        assertThat(browser.text("document.activeElement.className")).isEqualTo("skip");
        browser.key("Tab");
        assertThat(browser.text("document.activeElement.tagName")).isEqualTo("SUMMARY");
        assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }
}
