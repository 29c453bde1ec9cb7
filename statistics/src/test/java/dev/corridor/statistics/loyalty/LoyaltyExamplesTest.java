package dev.corridor.statistics.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The worked examples in the pages of the methods are what the methods answer.
class LoyaltyExamplesTest {
    @Test
    void tellsTheCurve() throws IOException {
        KaplanMeier.Curve curve = KaplanMeier.of(Trial.treated()).orElseThrow();
        KaplanMeier.Point point = curve.points().get(4);
        holds(
                "kaplan-meier",
                String.format(
                        Locale.ROOT,
                        "After %.0f weeks %.4f are still in remission (%.4f to %.4f); %d were at risk; the median is %.0f weeks",
                        point.time(),
                        point.survival(),
                        point.interval().low(),
                        point.interval().high(),
                        point.atRisk(),
                        curve.median().time().orElseThrow()));
    }

    @Test
    void tellsTheComparison() throws IOException {
        LogRank.Test test =
                LogRank.of(List.of(Trial.treated(), Trial.control())).orElseThrow();
        holds(
                "log-rank",
                String.format(
                        Locale.ROOT,
                        "%d and %d events, %.2f and %.2f expected: chi-squared %.2f, df %d, p %.6f",
                        test.groups().get(0).observed(),
                        test.groups().get(1).observed(),
                        test.groups().get(0).expected(),
                        test.groups().get(1).expected(),
                        test.chiSquared(),
                        test.degreesOfFreedom(),
                        test.p()));
    }

    @Test
    void tellsTheMean() throws IOException {
        Estimate mean = RestrictedMean.of(Trial.treated(), 23).orElseThrow();
        Estimate difference =
                RestrictedMean.difference(Trial.treated(), Trial.control(), 23).orElseThrow();
        holds("restricted-mean", String.format(Locale.ROOT, "%.2f weeks (%.2f to %.2f)", values(mean)));
        holds("restricted-mean", String.format(Locale.ROOT, "%.2f weeks longer (%.2f to %.2f)", values(difference)));
    }

    @Test
    void tellsTheHazards() throws IOException {
        Cox.Fit fit = Cox.fit(Trial.rows()).orElseThrow();
        holds(
                "cox",
                String.format(
                        Locale.ROOT,
                        "log hazard ratio %.4f (%.4f to %.4f)",
                        values(fit.coefficients().getFirst().logHazardRatio())));
        holds(
                "cox",
                String.format(
                        Locale.ROOT,
                        "check of proportionality: p %.3f",
                        fit.drifts().getLast().p()));
    }

    @Test
    void tellsThePurchases() throws IOException {
        BgNbd model = BgNbd.fit(PurchaseVectorsTest.synthetic()).orElseThrow().model();
        holds(
                "bg-nbd",
                String.format(
                        Locale.ROOT,
                        "r %.3f, alpha %.3f, a %.3f, b %.3f",
                        model.r(),
                        model.alpha(),
                        model.a(),
                        model.b()));
        BgNbd published = new BgNbd(0.243, 4.414, 0.793, 2.426);
        BgNbd.History history = new BgNbd.History(2, 30.43, 38.86);
        holds(
                "bg-nbd",
                String.format(
                        Locale.ROOT,
                        "%.3f purchases in the next 39 weeks, still active with probability %.3f",
                        published.expected(history, 39),
                        published.probabilityActive(history)));
    }

    @Test
    void tellsTheSpending() throws IOException {
        JsonNode parameters = Vectors.json("bgnbd.json").get("gamma_gamma").get("params_p_q_v");
        GammaGamma model = new GammaGamma(
                parameters.get(0).asDouble(),
                parameters.get(1).asDouble(),
                parameters.get(2).asDouble());
        holds(
                "gamma-gamma",
                String.format(
                        Locale.ROOT,
                        "%.2f; the mean of all customers is %.2f",
                        model.expectedValue(new GammaGamma.Spending(2, 22.35)),
                        model.expectedValue(new GammaGamma.Spending(0, 0))));
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
