package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;

/// Cells read as numbers; those that are none are counted and not used.
final class NumberCell implements NumberSource {
    private final Cell cell;
    private final boolean comma;
    private final Findings.Tally notUsed;
    private final String file;
    private final Cell.Visitor visitor;
    private Sink sink = _ -> {};
    private long read;

    NumberCell(Cell cell, boolean comma, String attribute, String file, Findings findings) {
        this.cell = cell;
        this.comma = comma;
        this.file = file;
        this.notUsed = findings.tally(
                "not-a-number",
                attribute,
                "{n} of {of} values of the field '" + attribute
                        + "' are no numbers; they are not used, their rows are.");
        this.visitor = this::take;
    }

    @Override
    public void visit(Row row, Sink to) {
        sink = to;
        cell.visit(row, visitor);
    }

    private void take(Row row, int column) {
        read++;
        double number = Numbers.parse(row.buffer(), row.start(column), row.length(column), comma);
        if (!Numbers.isUsable(number)) {
            notUsed.add(() -> Example.of(file, row, column));
        } else {
            sink.number(number);
        }
    }

    /// The first number, or NaN.
    double first(Row row) {
        Row at = cell.first(row);
        if (at == null) {
            return Double.NaN;
        }
        read++;
        double number = Numbers.parse(at.buffer(), at.start(cell.column()), at.length(cell.column()), comma);
        if (Numbers.isUsable(number)) {
            return number;
        }
        notUsed.add(() -> Example.of(file, at, cell.column()));
        return Double.NaN;
    }

    void finish() {
        notUsed.of(read);
    }
}
