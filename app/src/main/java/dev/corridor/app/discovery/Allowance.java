package dev.corridor.app.discovery;

import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.living.Mark;
import java.util.List;
import java.util.Optional;

/// Which scores one reader sees on one question. A figure that is not allowed is left out wherever it would stand.
public final class Allowance {
    /// For those who may list customers.
    static final Allowance EVERYTHING =
            new Allowance(ScoreGroups.Shown.NOTHING, Optional.empty(), true, Kind.EVERYTHING);

    /// For questions that are not simple enough.
    static final Allowance NOTHING = new Allowance(ScoreGroups.Shown.NOTHING, Optional.empty(), true, Kind.NOTHING);

    private final ScoreGroups.Shown shown;
    private final Optional<Filter> condition;
    private final boolean conditions;
    private final Kind kind;

    private enum Kind {
        EVERYTHING,
        SOME,
        NOTHING
    }

    /// Scored journeys whose score together may be asked for.
    ///
    /// @param condition empty: all
    /// @param mark the place of the map that they pass; empty: any
    record Group(Optional<Filter> condition, Optional<Mark> mark) {}

    private Allowance(ScoreGroups.Shown shown, Optional<Filter> condition, boolean conditions, Kind kind) {
        this.shown = shown;
        this.condition = condition;
        this.conditions = conditions;
        this.kind = kind;
    }

    /// @param shown all that may be shown, under whatever condition
    /// @param condition the simple one that is in force
    static Allowance some(ScoreGroups.Shown shown, Optional<Filter> condition) {
        return new Allowance(shown, condition, condition.isEmpty(), Kind.SOME);
    }

    /// The same for scores that count every answer, where this one is for the means of journeys.
    Allowance ofAnswers() {
        ScoreGroups.Shown answers = new ScoreGroups.Shown(shown.ofAnswers(), shown.ofAnswers());
        return new Allowance(answers, condition, conditions, kind);
    }

    /// Whether the reader sees everything, small figures and lists too.
    public boolean everything() {
        return kind == Kind.EVERYTHING;
    }

    /// Whether no score is shown because the question is not simple enough: more than one condition, or one that is
    /// neither a value of a category nor a month; another journey rule, or another time.
    public boolean closed() {
        return kind == Kind.NOTHING;
    }

    /// The score of all journeys asked about.
    public boolean whole() {
        return allows(new Group(condition, Optional.empty()));
    }

    /// The score of the journeys that a place of the map counts.
    public boolean at(Mark mark) {
        return allows(new Group(condition, Optional.of(mark)));
    }

    /// The score of those that the place does not count, which follows from both others.
    public boolean besides(Mark mark) {
        return everything() || (whole() && at(mark));
    }

    /// The score of the journeys that meet one further condition.
    public boolean under(Filter further) {
        return everything() || (conditions && allows(new Group(Optional.of(simple(further)), Optional.empty())));
    }

    private boolean allows(Group group) {
        return switch (kind) {
            case EVERYTHING -> true;
            case SOME -> shown.ofJourneys().contains(group);
            case NOTHING -> false;
        };
    }

    /// The same condition in the form in which it is compared: a choice of one value is that value.
    static Filter simple(Filter filter) {
        return filter instanceof Filter.AttributeIn(String attribute, List<dev.corridor.engine.query.Value> values)
                        && values.size() == 1
                ? new Filter.AttributeComparison(attribute, Comparison.EQUAL, values.getFirst())
                : filter;
    }
}
