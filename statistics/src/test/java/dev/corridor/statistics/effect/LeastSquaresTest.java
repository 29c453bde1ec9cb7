package dev.corridor.statistics.effect;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.LeastSquares.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final List<String> TWO = List.of("exposed", "age");

    @Test
    void answersForCellsAsForTheirRows() {
        Random random = new Random(1);
        Observations rows = new Observations(TWO);
        Observations cells = new Observations(TWO);
        for (int cluster = 0; cluster < 12; cluster++) {
            for (int exposed = 0; exposed < 2; exposed++) {
                double age = random.nextInt(4);
                double sum = 0;
                double squares = 0;
                int count = 1 + random.nextInt(5);
                for (int i = 0; i < count; i++) {
                    double outcome = random.nextInt(11);
                    rows.add(cluster, outcome, exposed, age);
                    sum += outcome;
                    squares += outcome * outcome;
                }
                cells.addCell(cluster, count, sum, squares, exposed, age);
            }
        }
        for (Errors errors : Errors.values()) {
            assertSame(rows, cells, errors, 1);
        }
    }

    private static void assertSame(Observations a, Observations b, Errors errors, double scale) {
        LeastSquares.Fit first = LeastSquares.fit(a, errors).orElseThrow();
        LeastSquares.Fit second = LeastSquares.fit(b, errors).orElseThrow();
        for (int i = 0; i < first.coefficients().size(); i++) {
            Coefficient one = first.coefficients().get(i).orElseThrow();
            Coefficient other = second.coefficients().get(i).orElseThrow();
            assertClose(other.estimate().value(), one.estimate().value() * scale, 1e-10);
            assertClose(other.standardError(), one.standardError() * Math.abs(scale), 1e-10);
            assertClose(other.degreesOfFreedom(), one.degreesOfFreedom(), 1e-8);
        }
    }

    @Test
    void mergesPartsInAnyOrder() {
        for (Errors errors : Errors.values()) {
            Observations whole = sample(3, 60, 7);
            Observations first = whole.where(cell -> cell % 3 == 0);
            Observations second = whole.where(cell -> cell % 3 != 0);
            assertSame(whole, second.merge(first), errors, 1);
        }
    }

    @Test
    void negatesEffectWhenGroupsAreSwapped() {
        Observations rows = sample(4, 80, 80);
        Observations swapped = new Observations(TWO);
        for (int cell = 0; cell < rows.cells(); cell++) {
            rows.copyTo(swapped, cell, new double[] {1 - rows.value(cell, 0), rows.value(cell, 1)});
        }
        Coefficient one = exposed(rows, Errors.INDEPENDENT);
        Coefficient other = exposed(swapped, Errors.INDEPENDENT);
        assertClose(other.estimate().value(), -one.estimate().value(), 1e-11);
        assertClose(other.p(), one.p(), 1e-11);
    }

    @Test
    void clustersMakeDuplicationHarmless() {
        Observations rows = sample(5, 300, 300);
        Observations twice = sample(5, 300, 300).merge(rows);
        Coefficient once = exposed(rows, Errors.CLUSTERED);
        Coefficient doubled = exposed(twice, Errors.CLUSTERED);
        assertThat(doubled.standardError() / once.standardError()).isBetween(0.98, 1.0);
        assertThat(exposed(twice, Errors.INDEPENDENT).standardError() / once.standardError())
                .isBetween(0.6, 0.75);
        assertThat(doubled.estimate().effectiveN()).isBetween(285.0, 310.0);
    }

    private static Coefficient exposed(Observations rows, Errors errors) {
        return LeastSquares.fit(rows, errors)
                .orElseThrow()
                .coefficient("exposed")
                .orElseThrow();
    }

    private static Observations sample(long seed, int n, int clusters) {
        Random random = new Random(seed);
        Observations rows = new Observations(TWO);
        for (int i = 0; i < n; i++) {
            double exposed = random.nextDouble() < 0.4 ? 1 : 0;
            double age = random.nextGaussian();
            rows.add(i % clusters, 7 - exposed + age + random.nextGaussian() * (1 + exposed), exposed, age);
        }
        return rows;
    }

    /// CR2 and its degrees of freedom by their definition, with matrices as large as the data.
    @Test
    void correctsFewClustersAsDefined() {
        int clusters = 7;
        Observations rows = sample(6, 50, clusters);
        int n = rows.cells();
        SimpleMatrix x = new SimpleMatrix(n, 3);
        SimpleMatrix y = new SimpleMatrix(n, 1);
        for (int i = 0; i < n; i++) {
            x.setRow(i, 0, 1, rows.value(i, 0), rows.value(i, 1));
            y.set(i, rows.mean(i));
        }
        SimpleMatrix bread = x.transpose().mult(x).invert();
        SimpleMatrix hat = x.mult(bread).mult(x.transpose());
        SimpleMatrix maker = SimpleMatrix.identity(n).minus(hat);
        SimpleMatrix residuals = maker.mult(y);
        SimpleMatrix contrast = bread.extractVector(false, 1);
        double variance = 0;
        SimpleMatrix directions = new SimpleMatrix(n, clusters);
        for (int g = 0; g < clusters; g++) {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                if (rows.cluster(i) == g) {
                    own.add(i);
                }
            }
            SimpleMatrix select = new SimpleMatrix(own.size(), n);
            for (int i = 0; i < own.size(); i++) {
                select.set(i, own.get(i), 1);
            }
            SimpleSVD<SimpleMatrix> parts =
                    select.mult(maker).mult(select.transpose()).svd();
            SimpleMatrix roots = new SimpleMatrix(own.size(), own.size());
            for (int i = 0; i < own.size(); i++) {
                roots.set(i, i, 1 / Math.sqrt(parts.getW().get(i, i)));
            }
            SimpleMatrix adjustment = parts.getU().mult(roots).mult(parts.getU().transpose());
            SimpleMatrix weights = adjustment.mult(select.mult(x)).mult(contrast);
            double score = weights.dot(select.mult(residuals));
            variance += score * score;
            directions.insertIntoThis(0, g, maker.mult(select.transpose()).mult(weights));
        }
        SimpleMatrix gram = directions.transpose().mult(directions);
        double degrees = Math.pow(gram.trace(), 2) / gram.elementMult(gram).elementSum();
        Coefficient coefficient = exposed(rows, Errors.CLUSTERED);
        assertClose(coefficient.standardError(), Math.sqrt(variance), 1e-10);
        assertClose(coefficient.degreesOfFreedom(), degrees, 1e-9);
    }

    @Test
    void refusesWhatCannotBeFitted() {
        assertThat(code(rows(new double[][] {{1, 0, 1}, {2, 1, 1}, {3, 0, 1}, {4, 1, 1}, {1, 1, 1}})))
                .isEqualTo("constant-column");
        assertThat(code(rows(new double[][] {{1, 0, 3}, {2, 1, 5}, {3, 0, 3}, {4, 1, 5}, {9, 1, 5}})))
                .isEqualTo("collinear-column");
        assertThat(code(rows(new double[][] {{5, 0, 1}, {5, 1, 2}, {5, 0, 5}, {5, 1, 7}, {5, 1, 1}})))
                .isEqualTo("constant-outcome");
        assertThat(code(rows(new double[][] {{5, 0, 1}, {4, 1, 2}, {1, 0, 4}}))).isEqualTo("too-few-rows");
        assertThat(code(new Observations(TWO))).isEqualTo("too-few-rows");
        assertThat(code(rows(new double[][] {{5, 0, Double.NaN}, {4, 1, 2}, {1, 0, 4}, {1, 1, 4}, {2, 1, 3}})))
                .isEqualTo("not-finite");
        assertThat(code(rows(new double[][] {{5, 0, 1e300}, {4, 1, 2}, {1, 0, -1e300}, {1, 1, 4}, {2, 1, 3}})))
                .isEqualTo("too-large");
        assertThat(code(rows(new double[][] {{1e200, 0, 1}, {4, 1, 2}, {-1e200, 0, 5}, {1, 1, 4}, {2, 1, 3}})))
                .isEqualTo("too-large");
        Observations one = new Observations(List.of("x"));
        for (int i = 0; i < 9; i++) {
            one.add(7, i * i, i);
        }
        assertThat(((Result.NotPossible<LeastSquares.Fit>) LeastSquares.fit(one, Errors.CLUSTERED))
                        .reason()
                        .code())
                .isEqualTo("one-cluster");
    }

    private static String code(Observations rows) {
        return ((Result.NotPossible<LeastSquares.Fit>) LeastSquares.fit(rows, Errors.INDEPENDENT))
                .reason()
                .code();
    }

    private static Observations rows(double[][] numbers) {
        Observations rows = new Observations(TWO);
        for (int i = 0; i < numbers.length; i++) {
            rows.add(i, numbers[i][0], numbers[i][1], numbers[i][2]);
        }
        return rows;
    }

    @Test
    void refusesOnlyTheCoefficientThatOneRowDecides() {
        Observations rows = new Observations(TWO);
        for (int i = 0; i < 20; i++) {
            rows.add(i, i % 7, i == 4 ? 1 : 0, i % 3);
        }
        LeastSquares.Fit fit = LeastSquares.fit(rows, Errors.INDEPENDENT).orElseThrow();
        assertThat(((Result.NotPossible<Coefficient>) fit.coefficient("exposed"))
                        .reason()
                        .code())
                .isEqualTo("one-row-decides");
        assertThat(fit.coefficient("age").answer()).isPresent();
    }

    @Test
    void refusesOnlyTheCoefficientThatOneClusterDecides() {
        for (int clusters : new int[] {10, 250}) {
            Observations rows = new Observations(TWO);
            Random random = new Random(8);
            for (int i = 0; i < 500; i++) {
                rows.add(i % clusters, random.nextGaussian(), i % clusters == 4 ? 1 : 0, i % 3);
            }
            LeastSquares.Fit fit = LeastSquares.fit(rows, Errors.CLUSTERED).orElseThrow();
            assertThat(((Result.NotPossible<Coefficient>) fit.coefficient("exposed"))
                            .reason()
                            .code())
                    .isEqualTo("one-cluster-decides");
            assertThat(fit.coefficient("age").answer()).isPresent();
        }
    }

    @Test
    void saysWhereTheFitIsPerfect() {
        Observations rows = new Observations(List.of("x"));
        for (int i = 0; i < 10; i++) {
            rows.add(i, 2 + 3 * i, i);
        }
        Coefficient x = LeastSquares.fit(rows, Errors.INDEPENDENT)
                .orElseThrow()
                .coefficient("x")
                .orElseThrow();
        assertClose(x.estimate().value(), 3, 1e-12);
        assertThat(x.estimate().warnings()).extracting("code").contains("perfect-fit");
    }
}
