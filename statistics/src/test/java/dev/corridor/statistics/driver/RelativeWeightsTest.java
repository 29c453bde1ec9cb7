package dev.corridor.statistics.driver;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RelativeWeightsTest {
    @ParameterizedTest
    @ValueSource(strings = {"swiss", "longley"})
    void agreesWithTheReferenceNumbers(String data) {
        JsonNode expected = Vectors.json("relative_importance.json").get(data);
        double[] importance =
                RelativeWeights.of(Tables.moments(data).whole().centred().correlations());
        for (int i = 0; i < importance.length; i++) {
            assertClose(importance[i], expected.get("johnson").get(i).asDouble(), 1e-8);
        }
        assertClose(Arrays.stream(importance).sum(), expected.get("r2").asDouble(), 1e-8);
    }

    @Test
    void sharesR2BetweenTwinsAndGivesNothingToAConstant() {
        double[][] two = Tables.correlations(2, 4);
        double[][] correlations = new double[5][5];
        int[] from = {0, 1, 1, -1, 2};
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                correlations[i][j] = from[i] < 0 || from[j] < 0 ? 0 : two[from[i]][from[j]];
            }
        }
        double[] importance = RelativeWeights.of(correlations);
        assertThat(importance[1]).isCloseTo(importance[2], within(1e-12));
        assertThat(importance[3]).isZero();
        assertThat(Arrays.stream(importance).sum())
                .isCloseTo(Arrays.stream(Lmg.of(two)).sum(), within(1e-9));
    }

    @Test
    void isNearLmgWhereDriversAreManyAndAlike() {
        double[][] correlations = Tables.correlations(12, 6);
        assertThat(RelativeWeights.of(correlations)).containsExactly(Lmg.of(correlations), within(0.005));
    }
}
