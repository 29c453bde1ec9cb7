package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.AttributeRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values of a category or set.
final class CategoryFeed extends Feed {
    private static final int NO_VALUE = -1;

    private final int id;
    private final AttributeRule rule;
    private final @Nullable Cell cell;
    private final Cell.Visitor visitor;
    private final Names names;
    private final Conflicts conflicts;
    private int[] codes = new int[2];
    private int count;
    private boolean conflict;
    private long line;
    private long now;
    private long latest;

    /// @param cell null for a constant
    CategoryFeed(int id, AttributeRule rule, @Nullable Cell cell, Names names, Conflicts conflicts) {
        this.id = id;
        this.rule = rule;
        this.cell = cell;
        this.names = names;
        this.conflicts = conflicts;
        this.visitor = (row, column) -> take(names.code(row, column));
    }

    /// The codes of an attribute's texts, and what was noticed about the texts.
    static final class Names {
        private final int id;
        private final AttributeRule rule;
        private final Appender appender;
        private final CodeCache cache = new CodeCache();
        private final Findings.Tally leadingZeros;
        private final Findings.Tally several;
        private boolean onlyDigits = true;
        private long valued;
        private boolean[] zero = new boolean[64];
        private long zeroCells;
        private String zeroExample = "";

        Names(int id, AttributeRule rule, Appender appender, Findings findings) {
            this.id = id;
            this.rule = rule;
            this.appender = appender;
            this.leadingZeros = findings.tally(
                    "leading-zeros",
                    rule.name(),
                    "{n} of {of} values of the field '" + rule.name()
                            + "' are numbers that begin with 0; they are kept as text.");
            this.several = findings.tally(
                    "several-values",
                    rule.name(),
                    "{n} of {of} rows with the field '" + rule.name()
                            + "' have several values of it; the journey counts under each.");
        }

        private int code(Row row, int column) {
            int code = cache.find(row.buffer(), row.start(column), row.length(column));
            if (code == CodeCache.UNKNOWN) {
                code = register(row.text(column));
                cache.put(row.buffer(), row.start(column), row.length(column), code);
            }
            if (code >= 0 && code < zero.length && zero[code]) {
                zeroCells++;
            }
            return code;
        }

        private int register(String text) {
            String value = rule.values().containsKey(text)
                    ? rule.values().get(text)
                    : rule.otherwise().orElse(text);
            if (value == null || value.isEmpty()) {
                return NO_VALUE;
            }
            int code = appender.category(id, value);
            boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
            onlyDigits &= digits;
            if (onlyDigits && value.length() > 1 && value.charAt(0) == '0') {
                if (code >= zero.length) {
                    zero = Arrays.copyOf(zero, Math.max(code + 1, zero.length * 2));
                }
                zero[code] = true;
                zeroExample = zeroExample.isEmpty() ? value : zeroExample;
            }
            return code;
        }

        int constant(String text) {
            return register(text);
        }

        private void finish() {
            several.of(valued);
            if (onlyDigits && zeroCells > 0) {
                leadingZeros.add(zeroCells, () -> Example.cut(zeroExample));
                leadingZeros.of(valued);
            }
        }
    }

    @Override
    void reset() {
        count = 0;
        conflict = false;
    }

    @Override
    void add(Row row, long micros) {
        line = row.line();
        now = micros;
        if (cell == null) {
            take(names.constant(((dev.corridor.recipes.recipe.ValueSource.Constant) rule.source()).value()));
        } else {
            cell.visit(row, visitor);
        }
    }

    private void take(int code) {
        if (code == NO_VALUE) {
            return;
        }
        if (rule.kind() == Kind.SET) {
            addMember(code);
            return;
        }
        if (count == 0) {
            codes[0] = code;
            latest = now;
            count = 1;
        } else if (rule.take() == Aggregate.LATEST && now >= latest) {
            codes[0] = code;
            latest = now;
        } else if (rule.take() == Aggregate.ONE && codes[0] != code && !conflict) {
            conflict = true;
            conflicts.found(line);
        }
    }

    private void addMember(int code) {
        for (int i = 0; i < count; i++) {
            if (codes[i] == code) {
                return;
            }
        }
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, count * 2);
        }
        codes[count++] = code;
    }

    @Override
    void emit(Appender appender) {
        if (count == 0) {
            return;
        }
        names.valued++;
        if (rule.kind() != Kind.SET) {
            appender.category(id, codes[0]);
            return;
        }
        for (int i = 0; i < count; i++) {
            appender.member(id, codes[i]);
        }
        if (count > 1) {
            long at = line;
            names.several.add(() -> Example.of(conflicts.file(), at, ""));
        }
    }

    @Override
    Feed fresh() {
        return new CategoryFeed(id, rule, cell, names, conflicts);
    }

    @Override
    void finish() {
        names.finish();
        conflicts.tally().of(names.valued);
    }
}
