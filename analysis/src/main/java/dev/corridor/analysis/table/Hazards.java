package dev.corridor.analysis.table;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.loyalty.Cox;
import dev.corridor.statistics.loyalty.RiskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How many times as likely customers of each group are to leave at any moment as those of the largest group: a
/// Cox regression on the groups that may be shown.
///
/// @param groups that take part, as places in the list of all; the first is the one the others are compared with
/// @param fit one coefficient per group but the first
record Hazards(List<Integer> groups, Result<Cox.Fit> fit) {
    private static final long LEAST_EVENTS = 5;

    /// Rows times the square of the number of groups, beyond which the regression takes too long.
    private static final double MOST_WORK = 2e8;

    Hazards {
        groups = List.copyOf(groups);
    }

    /// @param hidden whether the group at a place must not be shown
    static Hazards of(
            List<String> names, List<Spans> spans, List<RiskTable> tables, IntPredicate hidden, AnswerLimits limits) {
        List<Integer> groups = IntStream.range(0, names.size())
                .filter(group -> !hidden.test(group)
                        && tables.get(group).n() >= limits.values()
                        && tables.get(group).events() >= LEAST_EVENTS)
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer group) -> -tables.get(group).n()))
                .toList();
        long n = groups.stream().mapToLong(group -> tables.get(group).n()).sum();
        if (names.size() < 2) {
            return new Hazards(groups, new Result.NotPossible<>(n, Loyalty.ONE_GROUP));
        }
        if (groups.size() < 2) {
            return new Hazards(
                    groups,
                    Result.notPossible(
                            n,
                            "too-few-events",
                            "Fewer than two groups have " + LEAST_EVENTS + " customers who left: how much likelier the"
                                    + " one are to leave than the other cannot be told."));
        }
        double columns = groups.size() - 1.0;
        if (n * columns * columns > MOST_WORK) {
            return new Hazards(
                    groups,
                    Result.notPossible(
                            n,
                            "too-many-groups",
                            "There are too many groups and customers for a regression: compare the restricted means, or"
                                    + " fewer groups."));
        }
        return new Hazards(groups, Cox.fit(rows(groups, names, spans)));
    }

    private static Cox.Rows rows(List<Integer> groups, List<String> names, List<Spans> spans) {
        int n = groups.stream().mapToInt(group -> spans.get(group).count()).sum();
        double[][] covariates = new double[n][];
        double[] start = new double[n];
        double[] end = new double[n];
        boolean[] event = new boolean[n];
        int row = 0;
        for (int i = 0; i < groups.size(); i++) {
            Spans group = spans.get(groups.get(i));
            double[] indicator = new double[groups.size() - 1];
            if (i > 0) {
                indicator[i - 1] = 1;
            }
            Arrays.fill(covariates, row, row + group.count(), indicator);
            group.copy(start, end, event, row);
            row += group.count();
        }
        List<String> compared = new ArrayList<>();
        groups.stream().skip(1).forEach(group -> compared.add(names.get(group)));
        return new Cox.Rows(compared, covariates, start, end, event);
    }

    /// The factor of a group, or why there is none.
    Result<LoyaltyAnswer.Hazard> of(int group, long n) {
        int place = groups.indexOf(group);
        if (fit.answer().isPresent() && place < 0) {
            return new Result.NotPossible<>(
                    n,
                    new Note(
                            "not-in-regression",
                            "The group is not shown, or has fewer than " + LEAST_EVENTS
                                    + " customers who left, and takes no part in the comparison of hazards."));
        }
        return fit.answer().isPresent() && place == 0
                ? new Result.NotPossible<>(
                        n, new Note("reference-group", "The largest group, with which the others are compared."))
                : fit.map(found -> LoyaltyAnswer.Hazard.of(found.coefficients().get(place - 1)));
    }
}
