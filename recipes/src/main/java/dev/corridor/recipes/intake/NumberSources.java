package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.ValueSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers that are computed.
final class NumberSources {
    private static final int DAY = 86_400;

    private NumberSources() {}

    /// The same for every row.
    record Constant(double value) implements NumberSource {
        @Override
        public void visit(Row row, Sink sink) {
            sink.number(value);
        }
    }

    /// One for every row, or as many as a join finds.
    record Count(@Nullable Hop hop) implements NumberSource {
        @Override
        public void visit(Row row, Sink sink) {
            if (hop == null) {
                sink.number(1);
            } else if (hop.given()) {
                sink.number(hop.count());
            }
        }
    }

    /// All factors of one row multiplied; nothing where one is missing.
    record Product(List<NumberCell> factors) implements NumberSource {
        @Override
        public void visit(Row row, Sink sink) {
            double product = 1;
            for (NumberCell factor : factors) {
                product *= factor.first(row);
            }
            if (Double.isFinite(product)) {
                sink.number(product);
            }
        }
    }

    /// The time between two times of one row.
    record Difference(TimeCell from, TimeCell to, ValueSource.Unit unit, Findings.Tally negative, String file)
            implements NumberSource {
        @Override
        public void visit(Row row, Sink sink) {
            TimeReader start = from.first(row);
            if (start == null) {
                return;
            }
            long second = start.second();
            int nano = start.nano();
            TimeReader end = to.first(row);
            if (end == null) {
                return;
            }
            double seconds = (double) (end.second() - second) + (end.nano() - nano) / 1e9;
            negative.of(1);
            if (seconds < 0) {
                negative.add(() -> Example.of(file, row.line(), ""));
            }
            sink.number(seconds / unit.seconds());
        }
    }

    /// Days by which a time of a row passes its due date.
    record Late(TimeCell time, TimeCell due, ValueSource.Due at) implements NumberSource {
        @Override
        public void visit(Row row, Sink sink) {
            TimeReader happened = time.first(row);
            if (happened == null) {
                return;
            }
            long second = happened.second();
            long written = happened.written();
            TimeReader owed = due.first(row);
            if (owed == null) {
                return;
            }
            sink.number(
                    switch (at) {
                        case INSTANT -> (second - owed.second()) / (double) DAY;
                        case END_OF_DAY -> Math.floorDiv(written, DAY) - Math.floorDiv(owed.written(), DAY);
                    });
        }
    }
}
