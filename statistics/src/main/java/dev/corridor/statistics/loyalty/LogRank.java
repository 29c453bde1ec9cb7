package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/// Whether groups of customers stay equally long: events observed against events expected if they did.
///
/// Mantel (1966), Peto and Peto (1972, JRSS A 135), hypergeometric variance. It sees best hazards that stay
/// in one proportion; curves that cross can cancel out.
public final class LogRank {
    static final Note INDEPENDENT_CENSORING = new Note(
            "independent-censoring",
            "Customers last seen without the event would have gone on like those still observed.");
    private static final double LEAST_EXPECTED = 5;

    private LogRank() {}

    /// @param observed events in the group
    /// @param expected events in the group if all groups had the same hazard
    public record Group(long n, long observed, double expected) {}

    /// @param chiSquared at least 0
    /// @param p probability of such a difference, or more, if the groups were equal
    /// @param groups in the order given
    public record Test(
            double chiSquared,
            int degreesOfFreedom,
            double p,
            List<Group> groups,
            List<Note> assumptions,
            List<Note> warnings) {
        public Test {
            groups = List.copyOf(groups);
            assumptions = List.copyOf(assumptions);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param tables one per group, at least two
    /// @return not possible unless two groups are under observation when events happen
    public static Result<Test> of(List<RiskTable> tables) {
        if (tables.size() < 2) {
            throw new IllegalArgumentException(tables.size() + " groups");
        }
        int groups = tables.size();
        long n = tables.stream().mapToLong(RiskTable::n).sum();
        RiskTable all = tables.stream().reduce(RiskTable::merge).orElseThrow();
        RiskTable.Step[] steps = all.steps();
        double[] observed =
                tables.stream().mapToDouble(table -> (double) table.events()).toArray();
        double[] expected = new double[groups];
        double[][] variance = new double[groups][groups];
        long[][] atRisk = new long[groups][];
        for (int g = 0; g < groups; g++) {
            atRisk[g] = tables.get(g).atRisk(steps);
        }
        for (int s = 0; s < steps.length; s++) {
            double risk = steps[s].atRisk();
            double events = steps[s].events();
            double spread = risk > 1 ? events * (risk - events) / (risk - 1) : 0;
            for (int g = 0; g < groups; g++) {
                double share = atRisk[g][s] / risk;
                expected[g] += events * share;
                for (int h = 0; h < groups; h++) {
                    variance[g][h] += spread * share * ((g == h ? 1 : 0) - atRisk[h][s] / risk);
                }
            }
        }
        int[] informed =
                IntStream.range(0, groups).filter(g -> variance[g][g] > 1e-12).toArray();
        if (informed.length < 2) {
            return Result.notPossible(
                    n,
                    "nothing-to-compare",
                    "No event happened while two groups were under observation: nothing can be compared.");
        }
        return test(tables, observed, expected, variance, informed);
    }

    private static Result<Test> test(
            List<RiskTable> tables, double[] observed, double[] expected, double[][] variance, int[] informed) {
        SimpleMatrix spread = new SimpleMatrix(informed.length, informed.length);
        SimpleMatrix surplus = new SimpleMatrix(informed.length, 1);
        for (int i = 0; i < informed.length; i++) {
            surplus.set(i, 0, observed[informed[i]] - expected[informed[i]]);
            for (int j = 0; j < informed.length; j++) {
                spread.set(i, j, variance[informed[i]][informed[j]]);
            }
        }
        // Groups that are never at risk together leave more than one direction without variance.
        int rank = spread.svd().rank();
        double chiSquared = Math.max(
                0,
                surplus.transpose().mult(spread.pseudoInverse()).mult(surplus).get(0));
        List<Note> warnings = new ArrayList<>();
        long leftOut = tables.stream().mapToLong(RiskTable::leftOut).sum();
        if (leftOut > 0) {
            warnings.add(KaplanMeier.leftOut(leftOut));
        }
        if (informed.length < tables.size()) {
            warnings.add(new Note(
                    "group-without-risk",
                    (tables.size() - informed.length) + " of " + tables.size()
                            + " groups were not under observation at any event and are not compared."));
        }
        if (Arrays.stream(informed).anyMatch(g -> expected[g] < LEAST_EXPECTED)) {
            warnings.add(new Note(
                    "few-expected", "A group has fewer than 5 expected events: the p-value is an approximation."));
        }
        List<Group> groups = IntStream.range(0, tables.size())
                .mapToObj(g -> new Group(tables.get(g).n(), tables.get(g).events(), expected[g]))
                .toList();
        double p = Distributions.chiSquared(chiSquared, rank);
        return new Result.Answer<>(new Test(chiSquared, rank, p, groups, List.of(INDEPENDENT_CENSORING), warnings));
    }
}
