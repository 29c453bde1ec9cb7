package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Touchpoint counts, and the touchpoints where journeys start and end.
public final class NaiveTouchpoints {
    /// @param repeats interactions beyond the first of a journey
    public record Count(String touchpoint, long interactions, long journeys, long repeats) {}

    public record Place(String touchpoint, long journeys) {}

    private NaiveTouchpoints() {}

    public static List<Count> counts(List<NaiveJourney> journeys) {
        Tally<String, List<NaiveJourney>> visits = new Tally<>(ArrayList::new);
        for (NaiveJourney journey : journeys) {
            journey.path().forEach(touchpoint -> visits.row(touchpoint).add(journey));
        }
        return visits.largestFirst(
                row -> {
                    long interactions = row.getValue().size();
                    long distinct = distinct(row.getValue());
                    return new Count(row.getKey(), interactions, distinct, interactions - distinct);
                },
                Count::interactions);
    }

    public static List<Place> starts(List<NaiveJourney> journeys) {
        return places(journeys, List::getFirst);
    }

    public static List<Place> ends(List<NaiveJourney> journeys) {
        return places(journeys, List::getLast);
    }

    private static List<Place> places(List<NaiveJourney> journeys, Function<List<String>, String> place) {
        Tally<String, List<NaiveJourney>> rows = new Tally<>(ArrayList::new);
        journeys.forEach(journey -> rows.row(place.apply(journey.path())).add(journey));
        return rows.largestFirst(row -> new Place(row.getKey(), row.getValue().size()), Place::journeys);
    }

    /// The number of journeys in a list that names each once per interaction.
    static long distinct(List<NaiveJourney> journeys) {
        Set<NaiveJourney> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(journeys);
        return distinct.size();
    }
}
