package dev.corridor.analysis.table;

import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Row;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.OneWaySuppression;
import dev.corridor.statistics.loyalty.KaplanMeier;
import dev.corridor.statistics.loyalty.KaplanMeier.Curve;
import dev.corridor.statistics.loyalty.LogRank;
import dev.corridor.statistics.loyalty.RestrictedMean;
import dev.corridor.statistics.loyalty.RiskTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Answers a [LoyaltyQuestion] in two passes over the table. Durations are held, 17 bytes a customer.
public final class Loyalty {
    /// More groups than these are no comparison: every pair of them has a covariance at every time.
    static final int MOST_GROUPS = 100;

    private static final int PASSES = 2;
    static final Note ONE_GROUP = new Note("one-group", "There is one group only: nothing can be compared.");
    private static final Note NO_GROUPS = new Note("no-groups", "No column of groups was named.");
    private static final Note HIDDEN = new Note(
            "too-few-customers",
            "The group is small, or would tell the size of a small one: nothing is shown, to protect its customers.");
    private static final Note COUNTS_ONLY = new Note("counts-only", "Fewer than 10 customers: only counts are shown.");
    private static final Note NO_EVENTS =
            new Note("no-events", "No event happened: how long customers stay cannot be told.");

    private final FlatTable table;
    private final LoyaltyQuestion question;
    private final Variable duration;
    private final Variable event;
    private final Optional<Variable> start;
    private final Optional<Integer> by;
    private final Optional<Integer> customer;
    private final Omissions omissions = new Omissions();
    private final Spans all = new Spans();
    private final Map<String, Spans> groups = new TreeMap<>();
    private final Map<String, Spans> customers = new HashMap<>();
    private long leftOut;

    private Loyalty(FlatTable table, LoyaltyQuestion question) {
        this.table = table;
        this.question = question;
        duration = table.variable(question.duration());
        event = table.variable(question.event());
        start = question.start().map(table::variable);
        by = question.by().map(table::column);
        customer = question.customer().map(table::column);
    }

    /// @throws CorridorException where the table lacks a column, a column holds no numbers, or there are too many
    ///   groups
    public static LoyaltyAnswer ask(FlatTable table, LoyaltyQuestion question) {
        return new Loyalty(table, question).answer();
    }

    private LoyaltyAnswer answer() {
        table.read(
                0,
                PASSES,
                row -> {
                    duration.look(row);
                    event.look(row);
                    start.ifPresent(variable -> variable.look(row));
                },
                new Omissions());
        duration.settle();
        event.settle();
        start.ifPresent(Variable::settle);
        table.read(1, PASSES, this::take, omissions);
        return answered();
    }

    private void take(Row row) {
        double end = duration.read(row, omissions);
        double happened = event.read(row, omissions);
        double from = start.map(variable -> variable.read(row, omissions)).orElse(0.0);
        String group = by.map(column -> row.text(column).strip()).orElse("");
        boolean counts = !Double.isNaN(end + happened + from);
        if (by.isPresent() && group.isEmpty()) {
            omissions.missing(row.line(), question.by().orElseThrow());
            counts = false;
        }
        if (!counts || !possible(row, from, end, happened) || repeated(row, from, end)) {
            leftOut++;
            return;
        }
        all.add(from, end, happened == 1);
        if (by.isPresent()) {
            Spans spans = groups.computeIfAbsent(group, _ -> new Spans());
            if (groups.size() > MOST_GROUPS) {
                throw new CorridorException(
                        TableError.TOO_MANY_GROUPS,
                        "The column '" + question.by().orElseThrow() + "' of " + table.file() + " has more than "
                                + MOST_GROUPS + " different values; line " + row.line() + " has one more: \""
                                + Omissions.cut(group) + "\".",
                        "Compare by a column with fewer values, such as a region or a contract.");
            }
            spans.add(from, end, happened == 1);
        }
    }

    private boolean possible(Row row, double from, double end, double happened) {
        if (happened != 0 && happened != 1) {
            event.omit(row, "no-event", " is neither 0 nor 1.", " are neither 0 nor 1.", omissions);
            return false;
        }
        if (end < 0) {
            duration.omit(row, "negative", " is negative.", " are negative.", omissions);
            return false;
        }
        if (from < 0 || (end <= from && (end > 0 || from > 0))) {
            start.orElse(duration)
                    .omit(
                            row,
                            "ends-before-start",
                            " is negative or not before the end.",
                            " are negative or not before the end.",
                            omissions);
            return false;
        }
        return true;
    }

    /// Whether the customer has a row already that covers some of this time.
    private boolean repeated(Row row, double from, double end) {
        if (customer.isEmpty() || row.text(customer.get()).isBlank()) {
            return false;
        }
        String name = row.text(customer.get()).strip();
        Spans spans = customers.computeIfAbsent(name, _ -> new Spans());
        if (spans.overlaps(from, end)) {
            omissions.add(
                    "repeated-customer",
                    question.customer().orElseThrow(),
                    row.line(),
                    name,
                    count -> Plural.of(count, "row is", "rows are")
                            + " another one of the same customer over the same time.");
            return true;
        }
        spans.add(from, end, false);
        return false;
    }

    private LoyaltyAnswer answered() {
        AnswerLimits limits = question.includeSmall() ? AnswerLimits.NONE : AnswerLimits.USUAL;
        RiskTable whole = all.table();
        List<String> names = List.copyOf(groups.keySet());
        List<RiskTable> tables = groups.values().stream().map(Spans::table).toList();
        OneWaySuppression suppression =
                OneWaySuppression.of(tables.stream().mapToLong(RiskTable::n).toArray(), limits.counts());
        OptionalDouble horizon = horizon(whole, tables, limits);
        Hazards hazards = Hazards.of(names, List.copyOf(groups.values()), tables, suppression::hidden, limits);
        List<LoyaltyAnswer.Group> described = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            RiskTable one = tables.get(i);
            boolean hidden = suppression.hidden(i);
            described.add(new LoyaltyAnswer.Group(
                    names.get(i),
                    hidden,
                    one.n(),
                    one.events(),
                    curve(one, hidden, limits),
                    mean(one, horizon, hidden, limits),
                    hazards.of(i, one.n())));
        }
        boolean hidden = limits.shown(whole.n(), whole.n()) == AnswerLimits.Shown.NOTHING && whole.n() > 0;
        List<Note> warnings = new ArrayList<>();
        for (Variable variable : start.isPresent() ? List.of(duration, start.get()) : List.of(duration)) {
            if (variable.isAmbiguous()) {
                warnings.add(variable.ambiguity());
            }
        }
        return new LoyaltyAnswer(
                table.file(),
                duration.text(),
                event.text(),
                whole.n(),
                whole.events(),
                leftOut + omissions.rejectedRows(),
                omissions.list(),
                curve(whole, hidden, limits),
                horizon,
                mean(whole, horizon, hidden, limits),
                described,
                by.isEmpty()
                        ? new Result.NotPossible<>(whole.n(), NO_GROUPS)
                        : tables.size() < 2
                                ? new Result.NotPossible<>(whole.n(), ONE_GROUP)
                                : test(whole, tables, limits),
                hazards.groups().isEmpty()
                        ? Optional.empty()
                        : Optional.of(names.get(hazards.groups().getFirst())),
                by.isEmpty() ? new Result.NotPossible<>(whole.n(), NO_GROUPS) : hazards.fit(),
                warnings);
    }

    private static Result<LogRank.Test> test(RiskTable whole, List<RiskTable> tables, AnswerLimits limits) {
        return whole.n() < limits.values() ? new Result.Suppressed<>(whole.n(), COUNTS_ONLY) : LogRank.of(tables);
    }

    /// The latest time to which everybody's curve goes.
    private static OptionalDouble horizon(RiskTable whole, List<RiskTable> tables, AnswerLimits limits) {
        double last = tables.stream()
                .filter(table -> table.n() >= limits.values())
                .mapToDouble(RiskTable::lastTime)
                .min()
                .orElse(whole.lastTime());
        return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
    }

    private static Result<Curve> curve(RiskTable table, boolean hidden, AnswerLimits limits) {
        Result<Curve> curve = suppressed(table, hidden, limits).flatMap(KaplanMeier::of);
        return curve.answer().filter(found -> found.points().isEmpty()).isPresent()
                ? new Result.NotPossible<>(table.n(), NO_EVENTS)
                : curve;
    }

    private static Result<Estimate> mean(RiskTable table, OptionalDouble horizon, boolean hidden, AnswerLimits limits) {
        return horizon.isEmpty()
                ? new Result.NotPossible<>(table.n(), NO_EVENTS)
                : suppressed(table, hidden, limits).flatMap(shown -> RestrictedMean.of(shown, horizon.getAsDouble()));
    }

    private static Result<RiskTable> suppressed(RiskTable table, boolean hidden, AnswerLimits limits) {
        if (hidden) {
            return new Result.Suppressed<>(table.n(), HIDDEN);
        }
        return table.n() < limits.values() && table.n() > 0
                ? new Result.Suppressed<>(table.n(), COUNTS_ONLY)
                : new Result.Answer<>(table);
    }
}
