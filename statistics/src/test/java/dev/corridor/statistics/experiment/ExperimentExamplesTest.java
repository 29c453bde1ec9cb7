package dev.corridor.statistics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The worked examples in the pages of the methods are what the methods answer.
class ExperimentExamplesTest {
    @Test
    void tellsTheEffectInThePanel() throws IOException {
        DifferenceInDifferences.Panelled fit =
                DifferenceInDifferences.of(ExperimentVectorsTest.panel()).orElseThrow();
        holds(
                "difference-in-differences",
                String.format(Locale.ROOT, "effect %.3f (%.3f to %.3f)", values(fit.effect())));
        holds("difference-in-differences", String.format(Locale.ROOT, "standard error %.4f", fit.standardError()));
    }

    @Test
    void tellsTheInterruption() throws IOException {
        double[] killed = Arrays.stream(Vectors.column("rdata/seatbelts.csv", "DriversKilled"))
                .map(Math::log)
                .toArray();
        InterruptedTimeSeries.Fit fit =
                InterruptedTimeSeries.of(killed, 169, 12).orElseThrow();
        holds(
                "interrupted-time-series",
                String.format(Locale.ROOT, "level change %.4f (%.4f to %.4f)", values(fit.levelChange())));
        holds(
                "interrupted-time-series",
                String.format(
                        Locale.ROOT,
                        "Durbin-Watson %.3f, memory of the errors %.2f",
                        fit.durbinWatson(),
                        fit.memory()));
    }

    @Test
    void tellsTheEffectOnTheOneUnit() throws IOException {
        double[][] panel = SyntheticControlTest.panel(21, 28, new SplittableRandom(3));
        double[] unit = panel[0];
        for (int t = 20; t < 28; t++) {
            unit[t] -= 6;
        }
        SyntheticControl.Fit fit =
                SyntheticControl.of(unit, Arrays.copyOfRange(panel, 1, 21), 20).orElseThrow();
        holds("synthetic-control", String.format(Locale.ROOT, "effect %.2f (%.2f to %.2f)", values(fit.effect())));
        holds("synthetic-control", String.format(Locale.ROOT, "p %.4f, 1 of 21", fit.p()));
    }

    @Test
    void tellsTheDifferenceOfTheArms() throws IOException {
        JsonNode data = Vectors.json("cuped.json");
        Cuped.Fit fit = Cuped.of(ExperimentVectorsTest.arm(data, 1), ExperimentVectorsTest.arm(data, 0))
                .orElseThrow();
        holds("cuped", String.format(Locale.ROOT, "%.3f (%.3f to %.3f) without", values(fit.raw())));
        holds("cuped", String.format(Locale.ROOT, "%.3f (%.3f to %.3f) with it", values(fit.effect())));
    }

    @Test
    void tellsTheLooks() throws IOException {
        SequentialTest test = new SequentialTest(0, 1);
        SequentialTest.Look look = test.look(16, 0.8, 1);
        holds(
                "sequential-test",
                String.format(
                        Locale.ROOT,
                        "mean %.1f after %d answers: ratio %.2f, p %.4f, interval %.3f to %.3f",
                        look.estimate(),
                        look.n(),
                        look.ratio(),
                        look.p(),
                        look.interval().low(),
                        look.interval().high()));
    }

    @Test
    void tellsTheVerdict() throws IOException {
        Estimate effect = DifferenceInDifferences.of(ExperimentVectorsTest.panel())
                .orElseThrow()
                .effect();
        Verdict verdict = Verdict.of(new Result.Answer<>(effect), 2, List.of());
        holds(
                "verdict",
                String.format(
                        Locale.ROOT,
                        "smallest effect 2: `%s`, minimum detectable effect %.2f",
                        name(verdict),
                        verdict.minimumDetectable()));
        Verdict more = Verdict.of(new Result.Answer<>(effect), 4, List.of());
        holds("verdict", String.format(Locale.ROOT, "smallest effect 4: `%s`", name(more)));
    }

    private static String name(Verdict verdict) {
        return verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object[] values(Estimate estimate) {
        return new Object[] {
            estimate.value(), estimate.interval().low(), estimate.interval().high()
        };
    }

    private static void holds(String page, String text) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/methods/" + page + ".md")))
                .contains(text);
    }
}
