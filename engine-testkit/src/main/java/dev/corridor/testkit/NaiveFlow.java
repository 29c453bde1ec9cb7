package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The directly-follows edges of journeys.
public final class NaiveFlow {
    /// One edge; times in seconds, empty where no passage has a time.
    ///
    /// @param timed passages that have a time
    public record Edge(
            String from,
            String to,
            long count,
            long journeys,
            long timed,
            OptionalLong min,
            OptionalDouble median,
            OptionalDouble p90,
            OptionalDouble mean,
            OptionalLong max) {}

    private record Pair(String from, String to) {}

    private record Passages(List<NaiveJourney> journeys, List<Long> seconds) {
        Passages() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private NaiveFlow() {}

    public static List<Edge> of(List<NaiveJourney> journeys) {
        Tally<Pair, Passages> edges = new Tally<>(Passages::new);
        for (NaiveJourney journey : journeys) {
            List<String> path = journey.path();
            for (int i = 1; i < path.size(); i++) {
                Passages passages = edges.row(new Pair(path.get(i - 1), path.get(i)));
                passages.journeys().add(journey);
                journey.between(i - 1, i).ifPresent(passages.seconds()::add);
            }
        }
        return edges.largestFirst(row -> edge(row.getKey(), row.getValue()), Edge::count);
    }

    private static Edge edge(Pair pair, Passages passages) {
        List<Long> seconds = passages.seconds();
        return new Edge(
                pair.from(),
                pair.to(),
                passages.journeys().size(),
                NaiveTouchpoints.distinct(passages.journeys()),
                seconds.size(),
                seconds.stream().mapToLong(Long::longValue).min(),
                Numbers.quantile(seconds, 0.5),
                Numbers.quantile(seconds, 0.9),
                Numbers.meanOfSeconds(seconds),
                seconds.stream().mapToLong(Long::longValue).max());
    }
}
