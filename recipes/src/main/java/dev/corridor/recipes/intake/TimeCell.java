package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;

/// Cells read as times; those that are none are counted and not used.
final class TimeCell {
    private final Cell cell;
    private final TimeReader reader;
    private final Findings.Tally notUsed;
    private final String file;
    private final Cell.Visitor visitor;
    private Sink sink = _ -> {};
    private long read;

    TimeCell(Cell cell, TimeReader reader, String attribute, String file, Findings findings) {
        this.cell = cell;
        this.reader = reader;
        this.file = file;
        this.notUsed = findings.tally(
                "not-a-time",
                attribute,
                "{n} of {of} values for the field '" + attribute
                        + "' are no times; they are not used, their rows are.");
        this.visitor = this::take;
    }

    /// Takes a time that was read.
    @FunctionalInterface
    interface Sink {
        void time(TimeReader time);
    }

    void visit(Row row, Sink to) {
        sink = to;
        cell.visit(row, visitor);
    }

    private void take(Row row, int column) {
        read++;
        if (reader.parse(row, column)) {
            sink.time(reader);
        } else {
            notUsed.add(() -> Example.of(file, row, column));
        }
    }

    /// The first time, or null.
    @org.jspecify.annotations.Nullable
    TimeReader first(Row row) {
        Row at = cell.first(row);
        if (at == null) {
            return null;
        }
        read++;
        if (reader.parse(at, cell.column())) {
            return reader;
        }
        notUsed.add(() -> Example.of(file, at, cell.column()));
        return null;
    }

    void finish() {
        notUsed.of(read);
        reader.finish();
    }
}
