package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Touchpoints to be reached in order: a journey enters at its first visit to the first, and each further step is its
/// first visit to that touchpoint after the step before.
///
/// @param steps touchpoints of the data, one or more; may repeat
/// @param within how long after the entry a step still counts; empty: however long
public record Funnel(List<String> steps, Optional<Duration> within) {
    public Funnel {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a funnel needs a step");
        }
    }

    /// What was counted at a step.
    ///
    /// @param journeys that reached it
    /// @param timed of those that came from the step before, those with a time at both
    /// @param medianSeconds since the step before, exact; empty for the first step and where none is timed
    public record Reached(String touchpoint, long journeys, long timed, OptionalDouble medianSeconds) {}

    /// The steps with their counts, of the journeys asked about.
    public List<Reached> count(Answered answered) {
        int[] codes = codes(answered);
        dev.corridor.engine.summary.Funnel counted =
                dev.corridor.engine.summary.Funnel.of(answered.selection(), codes, window());
        List<Median> stretches = stretches(answered.selection(), codes);
        List<Reached> reached = new ArrayList<>();
        for (int step = 0; step < codes.length; step++) {
            reached.add(new Reached(
                    steps.get(step),
                    counted.reached(step),
                    stretches.get(step).count(),
                    stretches.get(step).value()));
        }
        return reached;
    }

    private List<Median> stretches(JourneySelection selection, int[] codes) {
        List<Median> stretches = new ArrayList<>();
        for (int step = 0; step < codes.length; step++) {
            stretches.add(new Median());
        }
        int[] matched = new int[codes.length];
        for (JourneySelection.Part part : selection.parts()) {
            for (int journey = 0; journey < part.journeys().count(); journey++) {
                int reached = part.selects(journey) ? walk(part.journeys(), journey, codes, matched) : 0;
                for (int step = 1; step < reached; step++) {
                    long from = part.journeys().second(matched[step - 1]);
                    long to = part.journeys().second(matched[step]);
                    if (from != Journeys.UNTIMED && to != Journeys.UNTIMED) {
                        stretches.get(step).add(to - from);
                    }
                }
            }
        }
        return stretches;
    }

    /// Follows one journey.
    ///
    /// @param matched receives the interactions that match the steps
    /// @return how many steps are reached
    private int walk(Journeys part, int journey, int[] codes, int[] matched) {
        OptionalLong window = window();
        int end = part.offset(journey + 1);
        int step = 0;
        long entry = Journeys.UNTIMED;
        for (int i = part.offset(journey); i < end && step < codes.length; i++) {
            if (part.touchpoint(i) != codes[step]) {
                continue;
            }
            if (window.isPresent()) {
                long second = part.second(i);
                if (second == Journeys.UNTIMED) {
                    continue;
                }
                if (step == 0) {
                    entry = second;
                } else if (second - entry > window.getAsLong()) {
                    break;
                }
            }
            matched[step++] = i;
        }
        return step;
    }

    /// The journeys that reached a step.
    ///
    /// @param step from 1
    /// @param noFurther whether only those that did not reach the next one
    JourneySelection reached(Answered answered, int step, boolean noFurther) {
        int[] codes = codes(answered);
        int[] matched = new int[codes.length];
        return answered.selection().and(new JourneySelection.Test() {
            @Override
            public long[] journeys(Journeys part) {
                long[] kept = new long[(part.count() + 63) / 64];
                for (int journey = 0; journey < part.count(); journey++) {
                    int reached = walk(part, journey, codes, matched);
                    if (noFurther ? reached == step : reached >= step) {
                        kept[journey / 64] |= 1L << journey;
                    }
                }
                return kept;
            }

            @Override
            public boolean @org.jspecify.annotations.Nullable [] paths(Journeys part) {
                return null;
            }
        });
    }

    /// The conditions for the journeys that reached a step; empty where there is a window, which no condition says.
    ///
    /// @param step from 1
    /// @param noFurther whether only those that did not reach the next one
    public Optional<List<Filter>> conditions(int step, boolean noFurther) {
        if (within.isPresent()) {
            return Optional.empty();
        }
        List<Filter> conditions = new ArrayList<>(List.of(PathFilters.inOrder(steps.subList(0, step))));
        if (noFurther) {
            conditions.add(new Filter.Not(PathFilters.inOrder(steps.subList(0, step + 1))));
        }
        return Optional.of(conditions);
    }

    private OptionalLong window() {
        return within.map(time -> OptionalLong.of(time.toSeconds())).orElse(OptionalLong.empty());
    }

    private int[] codes(Answered answered) {
        Names names = answered.snapshot().store().touchpoints();
        return steps.stream()
                .mapToInt(step ->
                        names.code(step).orElseThrow(() -> new IllegalArgumentException("no touchpoint " + step)))
                .toArray();
    }
}
