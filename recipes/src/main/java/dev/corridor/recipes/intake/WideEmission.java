package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.InteractionRule.Touchpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row, several touchpoints; the values of key and customer go with the first interaction, or alone where no
/// touchpoint has a time.
final class WideEmission extends Emission {
    private final LongCounts journeys;
    private final int journeysBefore;
    private final Findings.Tally several;
    private final Step[] steps;
    private final Feed[] shared;
    private final Feed[] once;

    WideEmission(Binding binding, InteractionRule.WideTable rule, OfRule ofRule, Output output) {
        super(binding, rule.source(), List.of(), ofRule, output);
        this.journeys = ofRule.seen();
        this.journeysBefore = journeys.distinct();
        this.several = binding.run()
                .findings()
                .tally(
                        "several-rows",
                        source.table(),
                        "{n} of {of} journeys have several rows in the table '" + source.table()
                                + "'; every row counts.");
        this.steps = rule.touchpoints().stream().map(Step::new).toArray(Step[]::new);
        this.shared = feeds(source.attributes(), true);
        this.once = feeds(source.attributes(), false);
        ready();
    }

    /// A touchpoint at work.
    private final class Step {
        private final Touchpoint touchpoint;
        private final int code;
        private final int column;
        private final @Nullable TimeReader time;
        private final RowCondition when;
        private final Feed[] ofInteraction;
        private final Feed[] ofOthers;

        private Step(Touchpoint touchpoint) {
            this.touchpoint = touchpoint;
            this.code = appender.touchpoint(touchpoint.name());
            this.column = touchpoint
                    .time()
                    .map(name -> binding.column(name, "the time of " + touchpoint.name()))
                    .orElse(-1);
            this.time = touchpoint.time().map(binding::times).orElse(null);
            this.when = binding.condition(touchpoint.when());
            this.ofInteraction = feeds(touchpoint.attributes(), true);
            this.ofOthers = feeds(touchpoint.attributes(), false);
        }
    }

    @Override
    void take(Row row) {
        if (!identify(row)) {
            return;
        }
        boolean emitted = false;
        for (Step step : steps) {
            if (interaction(row, step)) {
                if (!emitted) {
                    feed(once, row, 0, appender);
                }
                feed(shared, row, 0, appender);
                feed(step.ofInteraction, row, 0, appender);
                feed(step.ofOthers, row, 0, appender);
                appender.end();
                emitted = true;
            }
        }
        if (!emitted) {
            begin();
            appender.valuesOnly(output.next());
            feed(once, row, 0, appender);
            appender.end();
        }
        if (journeys.add(Slices.hash(key(), 0, key().length)) == 2) {
            several.add(() ->
                    Example.of(binding.fileName(), row.line(), Example.cut(new String(key(), StandardCharsets.UTF_8))));
        }
    }

    /// Begins the touchpoint's interaction, where the row has one.
    private boolean interaction(Row row, Step step) {
        if (!step.when.holds(row)) {
            return false;
        }
        if (step.time == null) {
            begin();
            appender.untimed(step.code, output.next());
            output.interaction();
            return true;
        }
        if (binding.missing().isMissing(row.buffer(), row.start(step.column), row.length(step.column))) {
            return false;
        }
        if (!step.time.parse(row, step.column)) {
            rejectTime(row, step.time, step.column);
            return false;
        }
        begin();
        appender.interaction(step.code, step.time.second(), step.time.nano(), output.next());
        output.interaction();
        return true;
    }

    @Override
    void finish() {
        super.finish();
        several.of(journeys.distinct() - journeysBefore);
        finish(shared);
        finish(once);
        for (Step step : steps) {
            finish(step.ofInteraction);
            finish(step.ofOthers);
            if (step.time != null) {
                step.time.finish();
                output.precision(step.touchpoint.name(), step.time.precision());
            }
        }
    }
}
