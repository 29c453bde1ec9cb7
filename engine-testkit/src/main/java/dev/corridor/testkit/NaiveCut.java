package dev.corridor.testkit;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.testkit.NaiveOrder.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Cuts the ordered interactions of a key or customer into journeys.
final class NaiveCut {
    private final JourneyRule rule;

    NaiveCut(JourneyRule rule) {
        this.rule = rule;
    }

    List<List<NaiveInteraction>> journeys(List<Placed> interactions) {
        if (interactions.isEmpty()) {
            return List.of();
        }
        List<List<Placed>> parts = switch (rule) {
            case JourneyRule.ByKey _, JourneyRule.ByCustomer _ -> List.of(interactions);
            case JourneyRule.ByGap(Duration gap) -> byGap(interactions, gap);
            case JourneyRule.FromTo fromTo -> fromTo(interactions, fromTo);
        };
        return parts.stream()
                .map(part -> part.stream().map(Placed::interaction).toList())
                .toList();
    }

    private static List<List<Placed>> byGap(List<Placed> interactions, Duration gap) {
        List<List<Placed>> parts = new ArrayList<>();
        for (Placed placed : interactions) {
            if (parts.isEmpty() || moreThan(gap, parts.getLast().getLast().effectiveSecond(), placed)) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(placed);
        }
        return parts;
    }

    private static List<List<Placed>> fromTo(List<Placed> interactions, JourneyRule.FromTo rule) {
        List<List<Placed>> parts = new ArrayList<>();
        boolean inside = false;
        for (Placed placed : interactions) {
            String touchpoint = placed.interaction().touchpoint();
            if (inside && moreThan(rule.timeout(), start(parts.getLast()), placed)) {
                inside = false;
            }
            if (inside && rule.reentry() && touchpoint.equals(rule.from())) {
                inside = false;
            }
            if (inside) {
                parts.getLast().add(placed);
                inside = !rule.to().equals(Optional.of(touchpoint));
            } else if (touchpoint.equals(rule.from())) {
                parts.add(new ArrayList<>(List.of(placed)));
                inside = true;
            }
        }
        return parts;
    }

    /// The effective second of the first interaction that has one.
    private static OptionalLong start(List<Placed> journey) {
        return journey.stream()
                .flatMapToLong(placed -> placed.effectiveSecond().stream())
                .findFirst();
    }

    private static boolean moreThan(Duration limit, OptionalLong since, Placed placed) {
        OptionalLong second = placed.effectiveSecond();
        return since.isPresent() && second.isPresent() && second.getAsLong() - since.getAsLong() > limit.toSeconds();
    }
}
