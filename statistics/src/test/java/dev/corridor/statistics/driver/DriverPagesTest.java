package dev.corridor.statistics.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Importance.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The worked examples of the reference pages are what the methods answer.
final class DriverPagesTest {
    private static final Path PAGES = Path.of("../docs/reference/methods");

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (JsonNode name :
                Vectors.json("relative_importance.json").get("swiss").get("drivers")) {
            names.add(name.asString());
        }
        return names;
    }

    @Test
    void printsTheImportanceOfSwissDrivers() throws IOException {
        Importance importance = RelativeImportance.of(Tables.moments("swiss")).orElseThrow();
        Estimate r2 = importance.r2();
        assertThat(page("lmg.md"))
                .contains(String.format(
                        Locale.ROOT,
                        "R² %.4f, 95 %% interval %.4f to %.4f, adjusted R² %.4f.",
                        r2.value(),
                        r2.interval().low(),
                        r2.interval().high(),
                        importance.adjustedR2()));
        for (int i = 0; i < names().size(); i++) {
            Driver driver = importance.drivers().get(i);
            Estimate part = driver.importance().orElseThrow();
            double inflation = driver.inflation().orElseThrow();
            assertThat(page("lmg.md"))
                    .contains(String.format(
                            Locale.ROOT,
                            "| %s | %.4f | %.4f | %.4f | %.3f | %.2f |",
                            names().get(i),
                            part.value(),
                            part.interval().low(),
                            part.interval().high(),
                            driver.share().orElseThrow().value(),
                            inflation));
            assertThat(page("variance-inflation.md"))
                    .contains(String.format(Locale.ROOT, "%s %.2f", names().get(i), inflation));
        }
    }

    @Test
    void printsTheRelativeWeightsOfSwissDrivers() throws IOException {
        double[][] correlations = Tables.moments("swiss").whole().centred().correlations();
        double[] weights = RelativeWeights.of(correlations);
        double[] lmg = Lmg.of(correlations);
        for (int i = 0; i < weights.length; i++) {
            assertThat(page("relative-weights.md"))
                    .contains(String.format(Locale.ROOT, "| %s | %.4f | %.4f |", names().get(i), weights[i], lmg[i]));
        }
    }

    @Test
    void printsPenaltiesAndRewards() throws IOException {
        List<String> names = List.of("billing", "delight", "support");
        Contrasts contrasts = PenaltyReward.of(PenaltyRewardTest.table()).orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            Contrast contrast = contrasts.contrasts().get(i).orElseThrow();
            Estimate asymmetry = contrast.asymmetry().orElseThrow();
            assertThat(page("penalty-reward.md"))
                    .contains(String.format(
                            Locale.ROOT,
                            "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s |",
                            names.get(i),
                            contrast.penalty().value(),
                            contrast.reward().value(),
                            asymmetry.value(),
                            asymmetry.interval().low(),
                            asymmetry.interval().high(),
                            contrast.factor()));
        }
    }
}
