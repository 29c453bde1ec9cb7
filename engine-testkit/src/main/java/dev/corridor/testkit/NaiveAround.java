package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What stands some steps before and after the first occurrence of a touchpoint.
public final class NaiveAround {
    /// What stands at a distance.
    public sealed interface Neighbour {
        record Touchpoint(String name) implements Neighbour {}

        /// Before the first interaction.
        record Start() implements Neighbour {}

        /// After the last interaction.
        record End() implements Neighbour {}
    }

    public record Count(Neighbour neighbour, long journeys) {}

    private NaiveAround() {}

    /// By distance from -k to k without 0; the counts of each sum to the journeys that have the touchpoint.
    public static Map<Integer, List<Count>> of(List<NaiveJourney> journeys, String touchpoint, int k) {
        Map<Integer, List<Count>> result = new TreeMap<>();
        for (int distance = -k; distance <= k; distance++) {
            if (distance != 0) {
                result.put(distance, at(journeys, touchpoint, distance));
            }
        }
        return result;
    }

    private static List<Count> at(List<NaiveJourney> journeys, String touchpoint, int distance) {
        Tally<Neighbour, List<NaiveJourney>> rows = new Tally<>(ArrayList::new);
        for (NaiveJourney journey : journeys) {
            int position = journey.path().indexOf(touchpoint);
            if (position >= 0) {
                rows.row(neighbour(journey.path(), position + distance)).add(journey);
            }
        }
        return rows.largestFirst(row -> new Count(row.getKey(), row.getValue().size()), Count::journeys);
    }

    private static Neighbour neighbour(List<String> path, int position) {
        if (position < 0) {
            return new Neighbour.Start();
        }
        return position < path.size() ? new Neighbour.Touchpoint(path.get(position)) : new Neighbour.End();
    }
}
