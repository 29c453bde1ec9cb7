package dev.corridor.testkit;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A numeric attribute of the journeys that visited a touchpoint, and of those that did not.
public record NaiveVisited(String touchpoint, Group visited, Group notVisited) {
    /// @param n journeys with a value
    public record Group(long journeys, long n, OptionalDouble mean) {}

    /// One row per touchpoint in order of first occurrence.
    public static List<NaiveVisited> of(List<NaiveJourney> journeys, String attribute) {
        Stream<String> touchpoints =
                journeys.stream().flatMap(journey -> journey.path().stream()).distinct();
        return touchpoints
                .map(touchpoint -> new NaiveVisited(
                        touchpoint,
                        group(journeys.stream().filter(journey -> journey.visits(touchpoint)), attribute),
                        group(journeys.stream().filter(journey -> !journey.visits(touchpoint)), attribute)))
                .toList();
    }

    private static Group group(Stream<NaiveJourney> stream, String attribute) {
        List<NaiveJourney> journeys = stream.toList();
        List<Double> values = journeys.stream()
                .flatMap(journey -> journey.number(attribute).stream().boxed())
                .toList();
        return new Group(journeys.size(), values.size(), Numbers.mean(values));
    }
}
