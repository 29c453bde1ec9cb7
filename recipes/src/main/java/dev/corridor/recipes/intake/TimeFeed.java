package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.AttributeRule;

/// Values of a time.
final class TimeFeed extends Feed {
    private final int id;
    private final AttributeRule rule;
    private final TimeCell cell;
    private final Conflicts conflicts;
    private final TimeCell.Sink sink = this::take;
    private boolean present;
    private boolean conflict;
    private long second;
    private long line;

    TimeFeed(int id, AttributeRule rule, TimeCell cell, Conflicts conflicts) {
        this.id = id;
        this.rule = rule;
        this.cell = cell;
        this.conflicts = conflicts;
    }

    @Override
    void reset() {
        present = false;
        conflict = false;
    }

    @Override
    void add(Row row, long micros) {
        line = row.line();
        cell.visit(row, sink);
    }

    private void take(TimeReader time) {
        if (!present) {
            present = true;
            second = time.second();
        } else if (rule.take() == Aggregate.ONE) {
            if (second != time.second() && !conflict) {
                conflict = true;
                conflicts.found(line);
            }
        } else {
            second = Math.max(second, time.second());
        }
    }

    @Override
    void emit(Appender appender) {
        if (present) {
            conflicts.tally().of(1);
            appender.time(id, second);
        }
    }

    @Override
    Feed fresh() {
        return new TimeFeed(id, rule, cell, conflicts);
    }

    @Override
    void finish() {
        cell.finish();
    }
}
