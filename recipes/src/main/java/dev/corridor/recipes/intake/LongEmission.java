package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.InteractionRule;
import java.util.List;

/// One row, one interaction.
final class LongEmission extends Emission {
    private final LongRow longRow;
    private final Feed[] ofInteraction;
    private final Feed[] ofOthers;

    LongEmission(Binding binding, InteractionRule.LongTable rule, OfRule ofRule, Output output) {
        super(binding, rule.source(), List.of(), ofRule, output);
        this.longRow = new LongRow(binding, rule);
        this.ofInteraction = feeds(source.attributes(), true);
        this.ofOthers = feeds(source.attributes(), false);
        ready();
    }

    @Override
    void take(Row row) {
        int code = longRow.touchpoint(row, this);
        if (code < 0 || !identify(row)) {
            return;
        }
        Moment.State state = longRow.moment().read(row);
        switch (state) {
            case WRONG -> {
                rejectTime(row, longRow.moment().reader(), longRow.moment().column());
                return;
            }
            case TIMED -> {
                begin();
                TimeReader time = longRow.moment().reader();
                appender.interaction(code, time.second(), time.nano(), output.next());
            }
            case UNTIMED -> {
                begin();
                appender.untimed(code, output.next());
            }
        }
        output.interaction();
        feed(ofInteraction, row, 0, appender);
        feed(ofOthers, row, 0, appender);
        appender.end();
    }

    @Override
    void finish() {
        super.finish();
        finish(ofInteraction);
        finish(ofOthers);
        longRow.finish(output);
    }
}
