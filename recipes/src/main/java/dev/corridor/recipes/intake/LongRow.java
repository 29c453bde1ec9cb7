package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.InteractionRule;
import java.util.HashMap;
import java.util.Map;

/// Touchpoint and time of the rows of a long table.
final class LongRow {
    private final Binding binding;
    private final TouchpointReader touchpoints;
    private final Moment moment;
    private final String columns;
    private final String table;
    private final Map<String, Findings.Tally> leftOut = new HashMap<>();
    private long rows;

    LongRow(Binding binding, InteractionRule.LongTable rule) {
        this.binding = binding;
        this.touchpoints = binding.touchpoints(rule.touchpoint());
        this.columns = String.join(" + ", rule.touchpoint().columns());
        this.table = rule.source().table();
        this.moment = new Moment(
                rule.time().map(binding::times).orElse(null),
                rule.time().map(column -> binding.column(column, "the time")).orElse(-1),
                binding);
    }

    Moment moment() {
        return moment;
    }

    /// The touchpoint's code, or a negative number where the row was rejected or left out.
    int touchpoint(Row row, Emission emission) {
        rows++;
        int code = touchpoints.code(row);
        if (code >= 0) {
            return code;
        }
        if (TouchpointReader.isLeftOut(code)) {
            leftOut(touchpoints.leftOut(code))
                    .add(() -> Example.of(binding.fileName(), row.line(), touchpoints.text(row)));
        } else if (code == TouchpointReader.EMPTY) {
            emission.reject(row, "no-touchpoint", "The row names no touchpoint.", columns, -1);
        } else {
            emission.rejectText(
                    row, "unknown-touchpoint", "No recognition rule fits the row.", columns, touchpoints.text(row));
        }
        return -1;
    }

    private Findings.Tally leftOut(String name) {
        return leftOut.computeIfAbsent(
                name,
                _ -> binding.run()
                        .findings()
                        .tally(
                                "left-out",
                                name,
                                "{n} of {of} rows of the table '" + table + "' are left out as '" + name
                                        + "', as the recipe says."));
    }

    void finish(Emission.Output output) {
        leftOut.values().forEach(tally -> tally.of(rows));
        moment.finish(touchpoints, output);
    }
}
