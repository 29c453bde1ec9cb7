package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.AttributeRule;

/// References to texts that stay in the source, or the texts themselves for a [RowAppender].
final class TextFeed extends Feed {
    private final int id;
    private final AttributeRule rule;
    private final Cell cell;
    private final int file;
    private final String fileName;
    private final boolean kept;
    private final Findings.Tally breaks;
    private final Cell.Visitor visitor = this::take;
    private boolean present;
    private boolean broken;
    private long place;
    private long now;
    private long latest;
    private byte[] text = {};
    private int length;

    /// @param kept whether the texts themselves are wanted
    TextFeed(int id, AttributeRule rule, Cell cell, int file, String fileName, boolean kept, Findings findings) {
        this(
                id,
                rule,
                cell,
                file,
                fileName,
                kept,
                findings.tally(
                        "line-breaks",
                        rule.name(),
                        "{n} of {of} texts of the field '" + rule.name()
                                + "' have line breaks; they are kept as written."));
    }

    private TextFeed(
            int id, AttributeRule rule, Cell cell, int file, String fileName, boolean kept, Findings.Tally breaks) {
        this.id = id;
        this.rule = rule;
        this.cell = cell;
        this.file = file;
        this.fileName = fileName;
        this.kept = kept;
        this.breaks = breaks;
    }

    @Override
    void reset() {
        present = false;
    }

    @Override
    void add(Row row, long micros) {
        now = micros;
        cell.visit(row, visitor);
    }

    private void take(Row row, int column) {
        if (present && (rule.take() != Aggregate.LATEST || now < latest)) {
            return;
        }
        present = true;
        latest = now;
        place = row instanceof HeldTable.Cursor held ? held.place() : Places.of(file, row.line());
        broken = hasBreak(row.buffer(), row.start(column), row.length(column));
        if (kept) {
            keep(row, column);
        }
    }

    private void keep(Row row, int column) {
        length = row.length(column);
        if (text.length < length) {
            text = new byte[length];
        }
        System.arraycopy(row.buffer(), row.start(column), text, 0, length);
    }

    private static boolean hasBreak(byte[] buffer, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    @Override
    void emit(Appender appender) {
        if (!present) {
            return;
        }
        if (appender instanceof RowAppender asking) {
            asking.text(id, text, 0, length);
        } else {
            appender.text(id, place);
        }
        breaks.of(1);
        if (broken) {
            long line = Places.line(place);
            breaks.add(() -> Example.of(fileName, line, ""));
        }
    }

    @Override
    Feed fresh() {
        return new TextFeed(id, rule, cell, file, fileName, kept, breaks);
    }

    @Override
    void finish() {}
}
