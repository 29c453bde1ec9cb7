package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.effect.Effect.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The worked examples of the pages, printed from here.
class EffectPagesTest {
    private static void assertPrinted(String page, String... lines) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/methods", page))).contains(lines);
    }

    private static String line(String name, Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "%s %.3f (%.3f to %.3f), n %d",
                name,
                estimate.value(),
                estimate.interval().low(),
                estimate.interval().high(),
                estimate.n());
    }

    @Test
    void printsTheAdjustedEffectOfAnExposure() throws IOException {
        // Stratum, exposed rows, their mean, others, their mean; every arm has half its rows a point above, half below.
        int[][] table = {{0, 20, 6, 80, 8}, {1, 60, 3, 40, 4}};
        StratumSums sums = new StratumSums();
        Observations rows = new Observations(List.of("exposed", "second"));
        int customer = 0;
        for (int[] each : table) {
            for (int arm = 0; arm < 2; arm++) {
                for (int i = 0; i < each[1 + 2 * arm]; i++) {
                    double outcome = each[2 + 2 * arm] + (i % 2 == 0 ? 1 : -1);
                    sums.add(each[0], arm == 0, outcome);
                    rows.add(customer++, outcome, 1 - arm, each[0]);
                }
            }
        }
        Effect onExposed = sums.effect(Target.EXPOSED, 0).orElseThrow().effect();
        Effect onAll = sums.effect(Target.EVERYBODY, 0).orElseThrow().effect();
        Effect modelled =
                DoublyRobust.effect(rows, "exposed", Target.EXPOSED, 0).orElseThrow();
        assertPrinted(
                "doubly-robust.md",
                String.format(Locale.ROOT, "raw %.3f", onAll.raw()),
                line("strata, exposed", onExposed.estimate()),
                line("strata, everybody", onAll.estimate()),
                line("AIPW, exposed", modelled.estimate()));
    }

    @Test
    void printsADoseResponse() throws IOException {
        Random random = new Random(11);
        Observations rows = new Observations(List.of("days late"));
        for (int customer = 0; customer < 1200; customer++) {
            double days = random.nextInt(12) - 3;
            rows.add(customer, (days >= 2 ? 6 : 8) + 2 * random.nextGaussian(), days);
        }
        DoseResponse.Response response = DoseResponse.of(rows, "days late").orElseThrow();
        DoseResponse.Threshold threshold = response.threshold().orElseThrow();
        assertPrinted(
                "dose-response.md",
                String.format(
                        Locale.ROOT,
                        "%s at %.0f (%.0f to %.0f), omnibus F %.1f",
                        response.shape(),
                        threshold.at(),
                        threshold.low(),
                        threshold.high(),
                        response.omnibus().f()),
                line("change", threshold.change()));
    }
}
