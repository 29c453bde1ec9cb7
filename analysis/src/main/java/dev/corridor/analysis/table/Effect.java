package dev.corridor.analysis.table;

import dev.corridor.analysis.table.EffectPlan.Period;
import dev.corridor.analysis.table.EffectPlan.Treated;
import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Row;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.experiment.Check;
import dev.corridor.statistics.experiment.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Answers an [EffectPlan] in two passes over its table; the columns that the plan names are held.
public final class Effect {
    private static final int PASSES = 2;
    private static final int DAY_SECONDS = 86_400;
    private static final Note EARLIER_LOOK = new Note(
            "earlier-look",
            "An earlier look excluded zero, and with all answers of today the interval holds it again.");

    private final FlatTable table;
    private final EffectPlan plan;
    private final double today;
    private final Variable outcome;
    private final Optional<Variable> mark;
    private final Optional<Variable> covariate;
    private final Optional<Integer> unit;
    private final Optional<TimeColumn> time;
    private final Omissions omissions = new Omissions();
    private final List<Note> warnings = new ArrayList<>();
    private final EffectRows rows = new EffectRows();
    private final Set<Integer> named = new TreeSet<>();
    private double start = Double.NaN;
    private long leftOut;
    private long untouched;
    private long future;
    private long firstFuture;

    private Effect(FlatTable table, EffectPlan plan, LocalDate today) {
        this.table = table;
        this.plan = plan;
        this.today = (double) today.plusDays(1).toEpochDay() * DAY_SECONDS;
        outcome = table.variable(plan.outcome());
        mark = plan.treated()
                .flatMap(treated -> treated instanceof Treated.Marked(String column)
                        ? Optional.of(table.variable(column))
                        : Optional.empty());
        covariate = plan.covariate().map(table::variable);
        unit = plan.unit().map(table::column);
        time = plan.time().map(column -> new TimeColumn(table, column));
    }

    /// @param today rows of later days are warned of
    /// @throws CorridorException where the table lacks a column, a column is not of the kind that the plan
    ///   needs, or rows contradict each other
    public static EffectAnswer ask(FlatTable table, EffectPlan plan, LocalDate today) {
        return new Effect(table, plan, today).answer();
    }

    private EffectAnswer answer() {
        table.read(0, PASSES, this::look, new Omissions());
        outcome.settle();
        mark.ifPresent(Variable::settle);
        covariate.ifPresent(Variable::settle);
        time.ifPresent(TimeColumn::settle);
        if (plan.start().isPresent()) {
            start = time.orElseThrow().start(plan.start().get());
        }
        if (plan.treated().isPresent() && plan.treated().get() instanceof Treated.Units(List<String> names)) {
            names.forEach(name -> named.add(rows.unit(name.strip())));
        }
        int known = rows.unitCount();
        boolean[] seen = new boolean[known];
        table.read(1, PASSES, row -> take(row, seen), omissions);
        for (int i = 0; i < known; i++) {
            if (!seen[i]) {
                throw new CorridorException(
                        TableError.VALUE_UNKNOWN,
                        "No row of " + table.file() + " has the treated unit '" + rows.name(i) + "' in the column '"
                                + plan.unit().orElseThrow() + "'.",
                        "Write the units as the table does.");
            }
        }
        warn();
        return switch (plan.design()) {
            case DID, ITS, SYNTHETIC ->
                PanelDesigns.of(rows, plan, time.orElseThrow(), start, table.file())
                        .answer(this);
            case SEQUENTIAL, CUPED ->
                ArmDesigns.of(rows, plan, start, table.file(), omissions).answer(this);
        };
    }

    private void look(Row row) {
        outcome.look(row);
        mark.ifPresent(variable -> variable.look(row));
        covariate.ifPresent(variable -> variable.look(row));
        time.ifPresent(column -> column.look(row));
    }

    private void take(Row row, boolean[] seen) {
        double value = outcome.read(row, omissions);
        double at = time.map(column -> column.read(row, omissions)).orElse(0.0);
        double before = covariate.map(variable -> variable.read(row, omissions)).orElse(0.0);
        double marked = mark.map(variable -> variable.read(row, omissions)).orElse(0.0);
        String name = unit.map(column -> row.text(column).strip()).orElse("");
        boolean counts = !Double.isNaN(value + at + before + marked);
        if (unit.isPresent() && name.isEmpty()) {
            omissions.missing(row.line(), plan.unit().orElseThrow());
            counts = false;
        }
        if (counts && marked != 0 && marked != 1) {
            mark.orElseThrow().omit(row, "no-mark", " is neither 0 nor 1.", " are neither 0 nor 1.", omissions);
            counts = false;
        }
        if (!counts) {
            leftOut++;
            return;
        }
        if (time.isPresent() && !time.get().isNumbers() && at >= today && future++ == 0) {
            firstFuture = row.line();
        }
        int code = unit.isPresent() ? rows.unit(name) : 0;
        if (code < seen.length) {
            seen[code] = true;
        }
        boolean treated = marked == 1 || named.contains(code);
        if (plan.design() == EffectPlan.Design.ITS && plan.treated().isPresent() && !treated) {
            untouched++;
            return;
        }
        rows.add(code, at, value, before, treated, row.line());
    }

    private void warn() {
        List<Variable> all = new ArrayList<>(List.of(outcome));
        covariate.ifPresent(all::add);
        all.stream().filter(Variable::isAmbiguous).map(Variable::ambiguity).forEach(warnings::add);
        if (untouched > 0) {
            warnings.add(new Note(
                    "untouched-rows",
                    Plural.of(untouched, "row was", "rows were")
                            + " not reached by the change and are no part of the series; difference in differences"
                            + " would compare with them."));
        }
        if (future > 0) {
            warnings.add(new Note(
                    "future-times",
                    Plural.of(future, "row is", "rows are") + " later than today, first in line " + firstFuture + " of "
                            + table.file() + ": are they plans, or mistyped?"));
        }
    }

    /// What a design found, put together with what was left out.
    EffectAnswer finished(Found found) {
        Result<Estimate> effect = found.effect();
        Verdict verdict = Verdict.of(
                plan.wishesDecrease() ? effect.map(Effect::turned) : effect, Math.abs(plan.smallest()), found.checks());
        if (found.concludedEarlier()
                && effect.answer().filter(one -> one.interval().contains(0)).isPresent()) {
            warnings.add(EARLIER_LOOK);
        }
        effect.answer().ifPresent(estimate -> warnings.addAll(estimate.warnings()));
        warnings.addAll(found.warnings());
        return new EffectAnswer(
                table.file(),
                plan,
                effect,
                verdict,
                found.p(),
                found.n(),
                found.clusters(),
                found.period(),
                found.periods(),
                found.checks(),
                leftOut + omissions.rejectedRows() + found.leftOut(),
                omissions.list(),
                warnings);
    }

    /// @param warnings what in the rows speaks against the figure
    /// @param leftOut rows that the design had no use for
    /// @param concludedEarlier whether some look of a sequential test excluded zero
    record Found(
            Result<Estimate> effect,
            OptionalDouble p,
            long n,
            OptionalLong clusters,
            Optional<Period> period,
            Optional<EffectAnswer.Periods> periods,
            List<Check> checks,
            List<Note> warnings,
            long leftOut,
            boolean concludedEarlier) {}

    /// The estimate of the outcome with its sign turned.
    private static Estimate turned(Estimate estimate) {
        Interval interval = estimate.interval();
        return new Estimate(
                -estimate.value(),
                new Interval(-interval.high(), -interval.low(), interval.level()),
                estimate.n(),
                estimate.effectiveN(),
                estimate.method(),
                estimate.assumptions(),
                estimate.warnings());
    }

    /// A contradiction within the rows.
    static CorridorException contradiction(String sentence, String remedy) {
        return new CorridorException(TableError.ROWS_CONTRADICT, sentence, remedy);
    }
}
