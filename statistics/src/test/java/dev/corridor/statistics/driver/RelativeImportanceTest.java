package dev.corridor.statistics.driver;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Result.NotPossible;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.driver.Importance.Driver;
import dev.corridor.statistics.matrix.BootstrapMoments;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RelativeImportanceTest {
    /// Columns as functions of the number of the row and a normal number of the cell.
    private interface Cell {
        double value(int row, double[] normal);
    }

    private static BootstrapMoments table(int rows, Cell... columns) {
        SplittableRandom random = new SplittableRandom(2);
        BootstrapMoments moments = new BootstrapMoments(columns.length);
        for (int i = 0; i < rows; i++) {
            double[] normal = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] row = new double[columns.length];
            for (int column = 0; column < columns.length; column++) {
                row[column] = columns[column].value(i, normal);
            }
            moments.add(i, row);
        }
        return moments;
    }

    private static final Cell FIRST = (row, normal) -> normal[0];
    private static final Cell SECOND = (row, normal) -> normal[0] + normal[1];
    private static final Cell OUTCOME = (row, normal) -> normal[0] + 0.5 * normal[1] + normal[2];

    @ParameterizedTest
    @ValueSource(strings = {"swiss", "longley"})
    void agreesWithTheReferenceNumbersInsideItsIntervals(String data) {
        JsonNode expected = Vectors.json("relative_importance.json").get(data);
        Importance importance = RelativeImportance.of(Tables.moments(data)).orElseThrow();
        assertClose(importance.r2().value(), expected.get("r2").asDouble(), 1e-8);
        double shares = 0;
        for (int i = 0; i < importance.drivers().size(); i++) {
            Estimate part = importance.drivers().get(i).importance().orElseThrow();
            Estimate share = importance.drivers().get(i).share().orElseThrow();
            assertClose(part.value(), expected.get("lmg").get(i).asDouble(), 1e-8);
            assertThat(part.interval().contains(part.value())).isTrue();
            assertThat(share.interval().contains(share.value())).isTrue();
            assertThat(part.interval().low()).isNotNegative();
            assertThat(share.interval().high()).isLessThanOrEqualTo(1);
            shares += share.value();
        }
        assertThat(shares).isCloseTo(1, within(1e-12));
    }

    /// Coefficients and classical standard errors of R's `lm(Fertility ~ ., swiss)`.
    @Test
    void givesCoefficientsOfLeastSquaresWithErrorsOfTheirSize() {
        double[] coefficients = {-0.17211, -0.25801, -0.87094, 0.10412, 1.07705};
        double[] errors = {0.07030, 0.25388, 0.18303, 0.03526, 0.38172};
        List<Driver> drivers =
                RelativeImportance.of(Tables.moments("swiss")).orElseThrow().drivers();
        for (int i = 0; i < coefficients.length; i++) {
            Estimate coefficient = drivers.get(i).coefficient().orElseThrow();
            assertThat(coefficient.value()).isCloseTo(coefficients[i], within(5e-6));
            double half = coefficient.interval().high() - coefficient.value();
            assertThat(half / 2.014 / errors[i]).isBetween(0.7, 1.5);
        }
    }

    @Test
    void coversTheTrueCoefficientAlsoWhereSpreadsDiffer() {
        SplittableRandom random = new SplittableRandom(11);
        int covered = 0;
        int samples = 300;
        for (int sample = 0; sample < samples; sample++) {
            BootstrapMoments moments = new BootstrapMoments(3);
            for (int i = 0; i < 120; i++) {
                double first = random.nextGaussian();
                double second = 0.5 * first + random.nextGaussian();
                double spread = first > 0 ? 2 : 0.7;
                moments.add(i, new double[] {first, second, first - 0.5 * second + spread * random.nextGaussian()});
            }
            Importance importance = RelativeImportance.of(moments, 200, 5).orElseThrow();
            covered += importance
                            .drivers()
                            .get(0)
                            .coefficient()
                            .orElseThrow()
                            .interval()
                            .contains(1)
                    ? 1
                    : 0;
            covered += importance
                            .drivers()
                            .get(1)
                            .coefficient()
                            .orElseThrow()
                            .interval()
                            .contains(-0.5)
                    ? 1
                    : 0;
        }
        assertThat(covered / (2.0 * samples)).isBetween(0.925, 0.98);
    }

    @Test
    void givesTheSameIntervalsForMergedPartsInAnyOrder() {
        SplittableRandom random = new SplittableRandom(6);
        BootstrapMoments whole = new BootstrapMoments(3);
        BootstrapMoments[] parts = {new BootstrapMoments(3), new BootstrapMoments(3), new BootstrapMoments(3)};
        for (int i = 0; i < 600; i++) {
            double first = random.nextGaussian();
            double[] row = {first, random.nextGaussian() / 3, first + random.nextGaussian()};
            if (i % 50 == 0) {
                row[1] = Double.NaN;
            }
            whole.add(i / 3, row);
            parts[random.nextInt(3)].add(i / 3, row);
        }
        parts[2].merge(parts[0]);
        parts[2].merge(parts[1]);
        assertThat(RelativeImportance.of(parts[2])).isEqualTo(RelativeImportance.of(whole));
        assertThat(RelativeImportance.of(whole).orElseThrow().leftOut()).isEqualTo(12);
    }

    @Test
    void changesNothingForAConstantDriverAndSaysWhatItIs() {
        Importance without =
                RelativeImportance.of(table(200, FIRST, SECOND, OUTCOME)).orElseThrow();
        Importance with = RelativeImportance.of(table(200, FIRST, (row, normal) -> 0.1, SECOND, OUTCOME))
                .orElseThrow();
        assertThat(with.r2()).isEqualTo(without.r2());
        assertThat(with.drivers().get(0)).isEqualTo(without.drivers().get(0));
        assertThat(with.drivers().get(2)).isEqualTo(without.drivers().get(1));
        assertThat(reason(with.drivers().get(1).importance())).isEqualTo("constant-driver");
        assertThat(reason(with.drivers().get(1).inflation())).isEqualTo("constant-driver");
    }

    @Test
    void isBlindToUnitsOfDriversAndOutcome() {
        Importance plain =
                RelativeImportance.of(table(150, FIRST, SECOND, OUTCOME)).orElseThrow();
        Importance scaled = RelativeImportance.of(table(
                        150,
                        (row, normal) -> 1_024 * FIRST.value(row, normal),
                        (row, normal) -> -SECOND.value(row, normal) / 4_096,
                        (row, normal) -> OUTCOME.value(row, normal) * 65_536))
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            Estimate expected = plain.drivers().get(i).importance().orElseThrow();
            Estimate actual = scaled.drivers().get(i).importance().orElseThrow();
            assertThat(actual.value()).isCloseTo(expected.value(), within(1e-12));
            assertThat(actual.interval().low()).isCloseTo(expected.interval().low(), within(1e-9));
        }
    }

    @Test
    void widensWhereRowsOfOneCustomerAreAlike() {
        BootstrapMoments rows = new BootstrapMoments(2);
        BootstrapMoments customers = new BootstrapMoments(2);
        SplittableRandom random = new SplittableRandom(3);
        for (int customer = 0; customer < 100; customer++) {
            double driver = random.nextGaussian();
            double outcome = driver + random.nextGaussian();
            for (int k = 0; k < 5; k++) {
                rows.add(customer * 5L + k, new double[] {driver, outcome});
                customers.add(customer, new double[] {driver, outcome});
            }
        }
        assertThat(width(customers) / width(rows)).isBetween(1.8, 2.7);
    }

    private static double width(BootstrapMoments moments) {
        Estimate r2 = RelativeImportance.of(moments).orElseThrow().r2();
        return r2.interval().high() - r2.interval().low();
    }

    @Test
    void saysThatAnOutcomeOf0And1UsesTheLinearProbabilityModel() {
        Importance importance = RelativeImportance.of(
                        table(200, FIRST, SECOND, (row, normal) -> normal[0] + normal[2] > 0 ? 1 : 0))
                .orElseThrow();
        assertThat(importance.notes()).extracting(Note::code).contains("linear-probability-model");
        assertThat(importance.r2().assumptions()).extracting(Note::code).contains("linear-probability-model");
        Importance other =
                RelativeImportance.of(table(200, FIRST, SECOND, OUTCOME)).orElseThrow();
        assertThat(other.notes()).extracting(Note::code).doesNotContain("linear-probability-model");
    }

    @Test
    void sharesBetweenDriversThatDetermineEachOtherAndWarns() {
        Importance importance = RelativeImportance.of(
                        table(200, FIRST, (row, normal) -> 3 - 2 * normal[0], (row, normal) -> normal[1], OUTCOME))
                .orElseThrow();
        List<Driver> drivers = importance.drivers();
        assertThat(drivers.get(0).importance().orElseThrow().value())
                .isCloseTo(drivers.get(1).importance().orElseThrow().value(), within(1e-12));
        for (Driver driver : drivers.subList(0, 2)) {
            assertThat(reason(driver.inflation())).isEqualTo("collinear-driver");
            assertThat(driver.importance().orElseThrow().warnings())
                    .extracting(Note::code)
                    .contains("collinear-driver");
        }
        assertThat(drivers.get(2).inflation().orElseThrow()).isBetween(1.0, 1.1);
    }

    @Test
    void takesJohnsonsWeightsBeyondTwentyDriversThatVary() {
        Cell[] columns = new Cell[23];
        for (int column = 0; column < 21; column++) {
            int own = column;
            columns[column] = (row, normal) -> normal[0] + Math.sin(row * (own + 1.0));
        }
        columns[21] = (row, normal) -> 7;
        columns[22] = OUTCOME;
        BootstrapMoments many = table(400, columns);
        Estimate importance = RelativeImportance.of(many, 100, 1)
                .orElseThrow()
                .drivers()
                .getFirst()
                .importance()
                .orElseThrow();
        assertThat(importance.method()).isEqualTo("Johnson's relative weights");
        columns[20] = (row, normal) -> 7;
        assertThat(RelativeImportance.of(table(100, columns[0], columns[20], columns[22]))
                        .orElseThrow()
                        .r2()
                        .method())
                .isEqualTo("LMG (Shapley value of R²)");
    }

    @Test
    void answersAPerfectFitWithoutLeavingTheScale() {
        Importance importance = RelativeImportance.of(
                        table(50, FIRST, SECOND, (row, normal) -> 2 * normal[0] + 3 * normal[1]))
                .orElseThrow();
        assertThat(importance.r2().value()).isCloseTo(1, within(1e-12));
        assertThat(importance.r2().interval().high()).isLessThanOrEqualTo(1 + 1e-12);
        assertThat(importance.r2().interval().low()).isGreaterThan(0.99);
    }

    @Test
    void givesReasonsInsteadOfFigures() {
        assertThat(reason(RelativeImportance.of(new BootstrapMoments(3)))).isEqualTo("too-few-rows");
        assertThat(reason(RelativeImportance.of(table(9, FIRST, OUTCOME)))).isEqualTo("too-few-rows");
        assertThat(reason(RelativeImportance.of(table(80, FIRST, (row, normal) -> 0.3))))
                .isEqualTo("constant-outcome");
        assertThat(reason(RelativeImportance.of(table(80, (row, normal) -> 1, OUTCOME))))
                .isEqualTo("constant-driver");
        assertThat(reason(RelativeImportance.of(table(80, FIRST, (row, normal) -> row < 9 ? 1 : 0))))
                .isEqualTo("too-few-events");
        assertThat(reason(RelativeImportance.of(table(80, (row, normal) -> Double.NaN, OUTCOME))))
                .isEqualTo("too-few-rows");
        Cell[] wide = new Cell[12];
        for (int column = 0; column < 12; column++) {
            int own = column;
            wide[column] = (row, normal) -> Math.sin(row * (own + 1.0));
        }
        assertThat(reason(RelativeImportance.of(table(12, wide)))).isEqualTo("too-few-rows");
        BootstrapMoments one = new BootstrapMoments(2);
        for (int i = 0; i < 100; i++) {
            one.add(i % 5, new double[] {i, Math.sin(i)});
        }
        assertThat(reason(RelativeImportance.of(one))).isEqualTo("too-few-identities");
    }

    @Test
    void warnsOfFewRowsAndRareValues() {
        Importance importance = RelativeImportance.of(
                        table(25, FIRST, SECOND, (row, normal) -> row < 4 ? 1 : 0, OUTCOME))
                .orElseThrow();
        assertThat(importance.notes()).extracting(Note::code).contains("few-rows", "few-rows-per-driver");
        assertThat(importance.drivers().get(2).importance().orElseThrow().warnings())
                .extracting(Note::code)
                .contains("rare-driver");
    }

    @Test
    void refusesCallsWithoutDriversOrReplicates() {
        assertThatIllegalArgumentException().isThrownBy(() -> RelativeImportance.of(new BootstrapMoments(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RelativeImportance.of(new BootstrapMoments(2), 99, 1));
    }

    private static String reason(Result<?> result) {
        return result instanceof NotPossible<?>(long n, Note reason) ? reason.code() : "answered";
    }
}
