package dev.corridor.statistics.loyalty;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against Fader, Hardie and Lee (2005), the vignette of R's BTYD, and fits by two independent programs.
class PurchaseVectorsTest {
    private final JsonNode vectors = Vectors.json("bgnbd.json");

    @Test
    void agreesWithThePublishedPoints() {
        BgNbd model = model(vectors.get("point_checks_params"));
        for (JsonNode point : vectors.get("point_checks")) {
            BgNbd.History history = history(point);
            assertClose(
                    model.expected(history, point.get("t").asDouble()),
                    point.get("E").asDouble(),
                    1e-6);
            assertClose(model.probabilityActive(history), point.get("p_alive").asDouble(), 1e-6);
            assertClose(model.logLikelihood(history), point.get("ll").asDouble(), 1e-6);
        }
    }

    @Test
    void agreesWithTheVignette() {
        JsonNode vignette = vectors.get("btyd_vignette");
        BgNbd model = model(vignette.get("params"));
        JsonNode customer = vignette.get("cust1516");
        assertClose(
                model.expected(history(customer), customer.get("t").asDouble()),
                customer.get("E").asDouble(),
                1e-6);
        assertClose(
                model.probabilityActive(history(customer)),
                customer.get("p_alive").asDouble(),
                1e-6);
        assertClose(model.expectedFromNew(52), vignette.get("E_new_52").asDouble(), 1e-6);
    }

    @Test
    void fitsTheSyntheticSample() {
        JsonNode expected = vectors.get("synthetic");
        List<BgNbd.History> histories = synthetic();
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        double[] found = {
            fit.model().r(), fit.model().alpha(), fit.model().a(), fit.model().b()
        };
        for (int i = 0; i < 4; i++) {
            double reference = expected.get("mle").get(i).asDouble();
            assertThat(found[i] / reference).isBetween(1 - 1e-3, 1 + 1e-3);
            assertThat(fit.parameters()
                            .get(i)
                            .interval()
                            .contains(expected.get("true").get(i).asDouble()))
                    .isTrue();
        }
        assertClose(fit.logLikelihood(), expected.get("ll").asDouble(), 1e-6);
        double one = histories.stream().mapToDouble(fit.model()::logLikelihood).sum();
        assertClose(fit.logLikelihood(), one, 1e-9);
    }

    @Test
    void expectsThePublishedValues() {
        JsonNode vector = vectors.get("gamma_gamma");
        JsonNode parameters = vector.get("params_p_q_v");
        GammaGamma model = new GammaGamma(
                parameters.get(0).asDouble(),
                parameters.get(1).asDouble(),
                parameters.get(2).asDouble());
        for (JsonNode point : vector.get("points")) {
            GammaGamma.Spending spending = new GammaGamma.Spending(
                    point.get("x").asLong(), point.get("zbar").asDouble());
            assertClose(model.expectedValue(spending), point.get("E").asDouble(), 1e-6);
        }
    }

    static List<BgNbd.History> synthetic() {
        return Vectors.csv("bgnbd_synthetic.csv").stream()
                .skip(1)
                .map(row -> new BgNbd.History(
                        Long.parseLong(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3])))
                .toList();
    }

    private static BgNbd model(JsonNode parameters) {
        return new BgNbd(
                parameters.get(0).asDouble(),
                parameters.get(1).asDouble(),
                parameters.get(2).asDouble(),
                parameters.get(3).asDouble());
    }

    private static BgNbd.History history(JsonNode point) {
        return new BgNbd.History(
                point.get("x").asLong(),
                point.get("tx").asDouble(),
                point.get("T").asDouble());
    }
}
