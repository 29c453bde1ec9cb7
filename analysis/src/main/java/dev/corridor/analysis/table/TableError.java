package dev.corridor.analysis.table;

import dev.corridor.engine.error.ErrorCode;

/// The error codes of questions asked of one flat table.
public enum TableError implements ErrorCode {
    /// A column that the table does not have.
    COLUMN_UNKNOWN(3201, Kind.USER),
    /// A value, named as `COLUMN=VALUE`, that no row has.
    VALUE_UNKNOWN(3202, Kind.USER),
    /// A column of text where numbers or times belong.
    NO_NUMBERS(3203, Kind.DATA),
    /// A column without any value.
    ALL_MISSING(3204, Kind.DATA),
    /// A column with more different values than there can be groups.
    TOO_MANY_GROUPS(3205, Kind.DATA),
    /// A question that contradicts itself, such as an outcome that is its own driver.
    QUESTION_INVALID(3206, Kind.USER),
    /// Rows that contradict each other.
    ROWS_CONTRADICT(3207, Kind.DATA),
    /// Times that cannot be read, or may be read in two ways.
    NO_TIMES(3208, Kind.DATA),
    /// A table that was written to while it was read.
    TABLE_CHANGED(3209, Kind.DATA);

    private final int number;
    private final Kind kind;

    TableError(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
