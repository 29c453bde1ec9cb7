package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import org.jspecify.annotations.Nullable;

/// The time of a row of a long table: read, absent or wrong.
final class Moment {
    private final @Nullable TimeReader reader;
    private final int column;
    private final MissingTexts missing;
    private final Findings.Tally untimed;
    private final String file;
    private long rows;

    /// @param reader null where the table has no time
    Moment(@Nullable TimeReader reader, int column, Binding binding) {
        this.reader = reader;
        this.column = column;
        this.missing = binding.missing();
        this.file = binding.fileName();
        String table = binding.rule().name();
        this.untimed = binding.run()
                .findings()
                .tally(
                        "no-time",
                        table,
                        "{n} of {of} rows of the table '" + table
                                + "' have no time; their interactions keep their place in the source.");
    }

    /// What a row's time is.
    enum State {
        TIMED,
        UNTIMED,
        WRONG
    }

    State read(Row row) {
        if (reader == null) {
            return State.UNTIMED;
        }
        rows++;
        if (missing.isMissing(row.buffer(), row.start(column), row.length(column))) {
            untimed.add(() -> Example.of(file, row.line(), ""));
            return State.UNTIMED;
        }
        return reader.parse(row, column) ? State.TIMED : State.WRONG;
    }

    TimeReader reader() {
        if (reader == null) {
            throw new IllegalStateException("the table has no time");
        }
        return reader;
    }

    int column() {
        return column;
    }

    void finish(TouchpointReader touchpoints, Emission.Output output) {
        untimed.of(rows);
        if (reader != null) {
            reader.finish();
            touchpoints.names().forEach(name -> output.precision(name, reader.precision()));
        }
    }
}
