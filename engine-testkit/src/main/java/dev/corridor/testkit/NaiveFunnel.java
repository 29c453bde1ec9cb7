package dev.corridor.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How many journeys reach each of several steps, one after the other, within a window from the first.
public final class NaiveFunnel {
    /// One step; times in seconds.
    ///
    /// @param journeys journeys that reached it
    /// @param medianFromFirst of the times from the match of the first step
    /// @param medianFromPrevious of the times from the match of the step before; for the first step 0, like
    ///     `medianFromFirst`, where any of its matches is timed
    public record Step(
            String touchpoint, long journeys, OptionalDouble medianFromFirst, OptionalDouble medianFromPrevious) {}

    private NaiveFunnel() {}

    public static List<Step> of(List<NaiveJourney> journeys, List<String> steps, Optional<Duration> window) {
        List<Step> result = new ArrayList<>();
        for (int k = 0; k < steps.size(); k++) {
            long reached = 0;
            List<Long> fromFirst = new ArrayList<>();
            List<Long> fromPrevious = new ArrayList<>();
            for (NaiveJourney journey : journeys) {
                List<Integer> matches = matches(journey, steps, window);
                if (matches.size() > k) {
                    reached++;
                    journey.between(matches.getFirst(), matches.get(k)).ifPresent(fromFirst::add);
                    journey.between(matches.get(Math.max(0, k - 1)), matches.get(k))
                            .ifPresent(fromPrevious::add);
                }
            }
            result.add(new Step(
                    steps.get(k), reached, Numbers.quantile(fromFirst, 0.5), Numbers.quantile(fromPrevious, 0.5)));
        }
        return result;
    }

    /// The positions that match the steps, as far as the journey comes.
    static List<Integer> matches(NaiveJourney journey, List<String> steps, Optional<Duration> window) {
        List<Integer> matches = new ArrayList<>();
        List<String> path = journey.path();
        for (int i = 0; i < path.size() && matches.size() < steps.size(); i++) {
            boolean matched = path.get(i).equals(steps.get(matches.size()));
            if (matched && inWindow(journey, matches.isEmpty() ? i : matches.getFirst(), i, window)) {
                matches.add(i);
            }
        }
        return matches;
    }

    private static boolean inWindow(NaiveJourney journey, int first, int i, Optional<Duration> window) {
        return window.isEmpty()
                || journey.between(first, i).stream()
                        .anyMatch(seconds -> seconds <= window.get().toSeconds());
    }
}
