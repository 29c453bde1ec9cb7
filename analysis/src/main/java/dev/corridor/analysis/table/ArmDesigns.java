package dev.corridor.analysis.table;

import dev.corridor.analysis.table.EffectPlan.Design;
import dev.corridor.analysis.words.Plural;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.experiment.Cuped;
import dev.corridor.statistics.experiment.SequentialTest;
import dev.corridor.statistics.matrix.Moments;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// The designs of two arms that were drawn by lot: the sequential test and CUPED.
final class ArmDesigns {
    private final EffectRows rows;
    private final EffectPlan plan;
    private final double start;
    private final String file;
    private final Omissions omissions;
    private long leftOut;

    private ArmDesigns(EffectRows rows, EffectPlan plan, double start, String file, Omissions omissions) {
        this.rows = rows;
        this.plan = plan;
        this.start = start;
        this.file = file;
        this.omissions = omissions;
    }

    static ArmDesigns of(EffectRows rows, EffectPlan plan, double start, String file, Omissions omissions) {
        return new ArmDesigns(rows, plan, start, file, omissions);
    }

    EffectAnswer answer(Effect effect) {
        if (plan.unit().isPresent()) {
            requireOneArm();
        }
        return effect.finished(plan.design() == Design.CUPED ? cuped() : sequential());
    }

    private void requireOneArm() {
        int[] first = new int[rows.unitCount()];
        Arrays.fill(first, -1);
        for (int row = 0; row < rows.count; row++) {
            int unit = rows.units[row];
            first[unit] = first[unit] < 0 ? row : first[unit];
            if (rows.treated[first[unit]] != rows.treated[row]) {
                throw Effect.contradiction(
                        "The unit '" + rows.name(unit) + "' is in both arms: lines " + rows.lines[first[unit]] + " and "
                                + rows.lines[row] + " of " + file + ".",
                        "A unit that was drawn by lot belongs to one arm; mend the rows, or name another 'unit'.");
            }
        }
    }

    private boolean before(int row) {
        return !Double.isNaN(start) && rows.times[row] < start;
    }

    private void leaveOut(int row, String code, String one, String many) {
        leftOut++;
        omissions.add(
                code,
                plan.unit().orElse(""),
                rows.lines[row],
                plan.unit().isPresent() ? rows.name(rows.units[row]) : "",
                count -> Plural.of(count, one, many));
    }

    private Effect.Found found(
            Result<Estimate> effect,
            OptionalDouble p,
            long n,
            List<dev.corridor.statistics.experiment.Check> checks,
            boolean earlier) {
        return new Effect.Found(
                effect,
                p,
                n,
                OptionalLong.of(n),
                Optional.empty(),
                Optional.empty(),
                checks,
                List.of(),
                leftOut,
                earlier);
    }

    // Sequential test

    private Effect.Found sequential() {
        boolean[] answered = new boolean[rows.unitCount()];
        int[] order = IntStream.range(0, rows.count)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> rows.times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        SequentialTest test = new SequentialTest(0, plan.smallest() * plan.smallest());
        Moments treated = new Moments();
        Moments control = new Moments();
        boolean excluded = false;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (before(row)) {
                leaveOut(row, "before-start", "row is from before the start.", "rows are from before the start.");
            } else if (plan.unit().isPresent() && answered[rows.units[row]]) {
                leaveOut(
                        row,
                        "repeated-unit",
                        "row is a later one of a unit whose first row counts.",
                        "rows are later ones of units whose first row counts.");
            } else {
                if (plan.unit().isPresent()) {
                    answered[rows.units[row]] = true;
                }
                (rows.treated[row] ? treated : control).add(rows.outcomes[row]);
            }
            if (i + 1 < order.length && rows.times[order[i + 1]] > rows.times[row]) {
                SequentialTest.Look look = test.look(treated, control);
                excluded |= look.conclusive() && !look.interval().contains(0);
            }
        }
        long n = treated.n() + control.n();
        SequentialTest.Look look = test.look(treated, control);
        if (!look.conclusive()) {
            return found(refusal(treated, control, n), OptionalDouble.empty(), n, List.of(), false);
        }
        Estimate estimate = new Estimate(
                look.estimate(),
                new Interval(
                        look.interval().low(),
                        look.interval().high(),
                        look.interval().level()),
                n,
                n,
                "mixture sequential test, confidence sequence",
                List.of(
                        new Note("drawn-by-lot", "Who belongs to which arm was drawn by lot."),
                        new Note("independent-units", "Units do not depend on each other.")),
                List.of());
        return found(new Result.Answer<>(estimate), OptionalDouble.of(look.p()), n, List.of(), excluded);
    }

    private static Result<Estimate> refusal(Moments treated, Moments control, long n) {
        long least = Math.min(treated.n(), control.n());
        return least < SequentialTest.LEAST_PER_ARM
                ? Result.notPossible(
                        n,
                        "too-few-answers",
                        "The arms have " + Plural.number(treated.n()) + " treated and " + Plural.number(control.n())
                                + " untreated answers; nothing is concluded before each has "
                                + SequentialTest.LEAST_PER_ARM + ".")
                : Result.notPossible(
                        n, "constant-outcome", "Nothing varies within the arms: the error cannot be told.");
    }

    // CUPED

    private Effect.Found cuped() {
        boolean given = plan.covariate().isPresent();
        double[] before = new double[rows.unitCount()];
        double[] after = new double[rows.unitCount()];
        long[] rowsBefore = new long[rows.unitCount()];
        long[] rowsAfter = new long[rows.unitCount()];
        int[] first = new int[rows.unitCount()];
        Arrays.fill(first, -1);
        for (int row = 0; row < rows.count; row++) {
            int unit = rows.units[row];
            first[unit] = first[unit] < 0 ? row : first[unit];
            if (!before(row)) {
                after[unit] += rows.outcomes[row];
                rowsAfter[unit]++;
            }
            if (given || before(row)) {
                before[unit] += given ? rows.covariates[row] : rows.outcomes[row];
                rowsBefore[unit]++;
            }
        }
        Cuped.Arm treated = Cuped.Arm.NONE;
        Cuped.Arm control = Cuped.Arm.NONE;
        for (int unit = 0; unit < rows.unitCount(); unit++) {
            if (first[unit] < 0) {
                continue;
            }
            if (rowsAfter[unit] == 0 || rowsBefore[unit] == 0) {
                String when = rowsAfter[unit] == 0 ? "from the start on." : "from before the start.";
                leaveOut(
                        first[unit],
                        rowsAfter[unit] == 0 ? "no-row-after" : "no-row-before",
                        "unit has no row " + when,
                        "units have no row " + when);
                continue;
            }
            double known = before[unit] / rowsBefore[unit];
            double outcome = after[unit] / rowsAfter[unit];
            if (rows.treated[first[unit]]) {
                treated = treated.with(known, outcome);
            } else {
                control = control.with(known, outcome);
            }
        }
        Result<Cuped.Fit> fit = Cuped.of(treated, control);
        return found(
                fit.map(Cuped.Fit::effect),
                OptionalDouble.empty(),
                treated.n() + control.n(),
                fit.answer().map(Cuped.Fit::checks).orElse(List.of()),
                false);
    }
}
