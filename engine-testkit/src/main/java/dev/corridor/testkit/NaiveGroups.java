package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Journeys grouped under each value that they have of a category or set attribute: a group is what the
/// filter `attribute = value` keeps.
///
/// @param without journeys without a value
/// @param moreThanOnce journeys with two or more values
public record NaiveGroups(List<Group> groups, long without, long moreThanOnce) {
    /// The journeys of one value.
    public record Group(
            String value, long journeys, OptionalDouble medianDuration, OptionalDouble meanScore, long scored) {}

    record Scores(OptionalDouble mean, long scored) {}

    public static NaiveGroups of(List<NaiveJourney> journeys, Attribute attribute) {
        Tally<String, List<NaiveJourney>> rows = new Tally<>(ArrayList::new);
        long without = 0;
        long moreThanOnce = 0;
        for (NaiveJourney journey : journeys) {
            List<String> members = members(journey, attribute);
            members.forEach(member -> rows.row(member).add(journey));
            without += members.isEmpty() ? 1 : 0;
            moreThanOnce += members.size() > 1 ? 1 : 0;
        }
        return new NaiveGroups(
                rows.largestFirst(row -> group(row.getKey(), row.getValue()), Group::journeys), without, moreThanOnce);
    }

    static OptionalDouble medianDuration(List<NaiveJourney> journeys) {
        return Numbers.quantile(
                journeys.stream()
                        .flatMap(journey -> journey.duration().stream().boxed())
                        .toList(),
                0.5);
    }

    static Scores scores(List<NaiveJourney> journeys) {
        List<Double> scores = journeys.stream()
                .flatMap(journey -> journey.score().stream().boxed())
                .toList();
        return new Scores(Numbers.mean(scores), scores.size());
    }

    private static List<String> members(NaiveJourney journey, Attribute attribute) {
        return journey.all(attribute)
                .map(value -> ((NaiveValue.Category) value).name())
                .sorted()
                .toList();
    }

    private static Group group(String value, List<NaiveJourney> journeys) {
        Scores scores = scores(journeys);
        return new Group(value, journeys.size(), medianDuration(journeys), scores.mean(), scores.scored());
    }
}
