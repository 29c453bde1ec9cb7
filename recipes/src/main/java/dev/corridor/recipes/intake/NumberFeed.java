package dev.corridor.recipes.intake;

import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.Scale;
import org.jspecify.annotations.Nullable;

/// Values of a number.
final class NumberFeed extends Feed {
    private final int id;
    private final AttributeRule rule;
    private final NumberSource source;
    private final Counts counts;
    private final Conflicts conflicts;
    private final NumberSource.Sink sink = this::take;
    private int count;
    private double value;
    private double lost;
    private boolean conflict;
    private long line;
    private long now;
    private long latest;

    NumberFeed(int id, AttributeRule rule, NumberSource source, Counts counts, Conflicts conflicts) {
        this.id = id;
        this.rule = rule;
        this.source = source;
        this.counts = counts;
        this.conflicts = conflicts;
    }

    /// What is counted over all groups of a file.
    static final class Counts {
        private final Findings.Tally outside;
        private final @Nullable Scale scale;
        private final Runnable closing;
        private long read;
        private long valued;

        /// @param closing closes the counts of the source
        Counts(AttributeRule rule, Findings findings, Runnable closing) {
            this.scale = rule.scale().orElse(null);
            this.closing = closing;
            this.outside = findings.tally(
                    "outside-scale",
                    rule.name(),
                    "{n} of {of} values of the field '" + rule.name() + "' lie outside its scale; they are not used.");
        }
    }

    @Override
    void reset() {
        count = 0;
        value = 0;
        lost = 0;
        conflict = false;
    }

    @Override
    void add(Row row, long micros) {
        line = row.line();
        now = micros;
        source.visit(row, sink);
    }

    private void take(double number) {
        counts.read++;
        if (counts.scale != null && !counts.scale.holds(number)) {
            long at = line;
            counts.outside.add(() -> Example.of(conflicts.file(), at, Double.toString(number)));
            return;
        }
        if (count++ == 0) {
            value = number;
            latest = now;
            return;
        }
        switch (rule.take()) {
            case ONE -> {
                if (value != number && !conflict) {
                    conflict = true;
                    conflicts.found(line);
                }
            }
            case LATEST -> {
                if (now >= latest) {
                    value = number;
                    latest = now;
                }
            }
            case LARGEST -> value = Math.max(value, number);
            case SUM, MEAN -> addExactly(number);
            case SET -> throw new IllegalStateException("a number is no set");
        }
    }

    /// Neumaier's summation: what rounding loses is added in the end.
    private void addExactly(double number) {
        double sum = value + number;
        lost += Math.abs(value) >= Math.abs(number) ? value - sum + number : number - sum + value;
        value = sum;
    }

    @Override
    void emit(Appender appender) {
        if (count == 0) {
            return;
        }
        double result = value + lost;
        if (rule.take() == dev.corridor.engine.journey.Attribute.Aggregate.MEAN) {
            result /= count;
        }
        if (Numbers.isUsable(result)) {
            counts.valued++;
            appender.number(id, result);
        }
    }

    @Override
    Feed fresh() {
        return new NumberFeed(id, rule, source, counts, conflicts);
    }

    @Override
    void finish() {
        counts.closing.run();
        counts.outside.of(counts.read);
        conflicts.tally().of(counts.valued);
    }
}
