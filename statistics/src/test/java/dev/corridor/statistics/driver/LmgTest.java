package dev.corridor.statistics.driver;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.matrix.CentredMoments;
import dev.corridor.statistics.matrix.MomentRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class LmgTest {
    private static final double TOLERANCE = 1e-8;

    @ParameterizedTest
    @ValueSource(strings = {"swiss", "longley"})
    void agreesWithTheReferenceNumbers(String data) {
        JsonNode expected = Vectors.json("relative_importance.json").get(data);
        double[] importance = Lmg.of(Tables.moments(data).whole().centred().correlations());
        for (int i = 0; i < importance.length; i++) {
            assertClose(importance[i], expected.get("lmg").get(i).asDouble(), TOLERANCE);
        }
        assertClose(Arrays.stream(importance).sum(), expected.get("r2").asDouble(), TOLERANCE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheMeanGainOverAllOrders(long seed) {
        int drivers = (int) seed;
        double[][] correlations = Tables.correlations(drivers, seed);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, drivers).boxed().toList());
        double[] gains = new double[drivers];
        int orders = gains(correlations, order, 0, gains);
        double[] importance = Lmg.of(correlations);
        for (int i = 0; i < drivers; i++) {
            assertThat(importance[i]).as("seed %d", seed).isCloseTo(gains[i] / orders, within(1e-12));
        }
    }

    /// Sums the gains over all orders that keep the first `fixed` places; returns how many.
    private static int gains(double[][] correlations, List<Integer> order, int fixed, double[] gains) {
        if (fixed == order.size()) {
            double before = 0;
            for (int i = 0; i < order.size(); i++) {
                double after = rSquared(correlations, order.subList(0, i + 1));
                gains[order.get(i)] += after - before;
                before = after;
            }
            return 1;
        }
        int orders = 0;
        for (int i = fixed; i < order.size(); i++) {
            Collections.swap(order, fixed, i);
            orders += gains(correlations, order, fixed + 1, gains);
            Collections.swap(order, fixed, i);
        }
        return orders;
    }

    private static double rSquared(double[][] correlations, List<Integer> subset) {
        int[] columns = IntStream.concat(
                        subset.stream().mapToInt(Integer::intValue), IntStream.of(correlations.length - 1))
                .toArray();
        CentredMoments all = new CentredMoments(1, new double[correlations.length], correlations);
        return MomentRegression.of(all.of(columns)).r2();
    }

    @Test
    void sharesBetweenTwinsAndGivesNothingToAConstant() {
        double[][] three = Tables.correlations(3, 8);
        double[][] withTwin = chosen(three, 0, 1, 1, 2, 3);
        double[] importance = Lmg.of(withTwin);
        assertThat(importance[1]).isCloseTo(importance[2], within(1e-12));
        assertThat(Arrays.stream(importance).sum())
                .isCloseTo(Arrays.stream(Lmg.of(three)).sum(), within(1e-12));
        double[][] withConstant = new double[5][5];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                withConstant[i + 1][j + 1] = three[i][j];
            }
        }
        double[] beside = Lmg.of(withConstant);
        assertThat(beside[0]).isZero();
        assertThat(Arrays.copyOfRange(beside, 1, 4)).containsExactly(Lmg.of(three), within(1e-14));
    }

    @Test
    void movesWithTheOrderOfDriversAndNotWithTheirSigns() {
        double[][] correlations = Tables.correlations(6, 5);
        double[] importance = Lmg.of(correlations);
        int[] order = {4, 2, 0, 5, 1, 3, 6};
        double[][] moved = chosen(correlations, order);
        for (int i = 0; i < 7; i++) {
            moved[i][2] *= -1;
            moved[2][i] *= -1;
        }
        double[] after = Lmg.of(moved);
        for (int i = 0; i < 6; i++) {
            assertThat(after[i]).isCloseTo(importance[order[i]], within(1e-14));
        }
    }

    private static double[][] chosen(double[][] correlations, int... columns) {
        double[][] chosen = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                chosen[i][j] = correlations[columns[i]][columns[j]];
            }
        }
        return chosen;
    }

    @Test
    void agreesWithTheShapleyFormulaAtTwentyDrivers() {
        int drivers = 20;
        Random random = new Random(3);
        double[] ownPart = random.doubles(drivers, 0, 0.04).toArray();
        double[][] independent = new double[drivers + 1][drivers + 1];
        for (int i = 0; i <= drivers; i++) {
            independent[i][i] = 1;
        }
        for (int i = 0; i < drivers; i++) {
            independent[i][drivers] = Math.sqrt(ownPart[i]);
            independent[drivers][i] = Math.sqrt(ownPart[i]);
        }
        assertThat(Lmg.of(independent)).containsExactly(ownPart, within(1e-13));
    }

    @Test
    void refusesMoreDriversThanItCanVisit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lmg.of(new double[22][22]));
        assertThatIllegalArgumentException().isThrownBy(() -> Lmg.of(new double[1][1]));
    }
}
