package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The distinct paths of journeys.
///
/// @param paths the most used, at most as many as asked for
/// @param otherPaths distinct paths left out
/// @param otherJourneys journeys on them
public record NaivePaths(List<Path> paths, long otherPaths, long otherJourneys) {
    /// One distinct path.
    ///
    /// @param share of all journeys, 0 to 1
    /// @param median of the durations in seconds; empty where no journey has one
    /// @param scored journeys with a score
    public record Path(
            List<String> touchpoints,
            long count,
            double share,
            OptionalDouble median,
            OptionalDouble meanScore,
            long scored) {}

    public static NaivePaths of(List<NaiveJourney> journeys, int limit) {
        Tally<List<String>, List<NaiveJourney>> rows = new Tally<>(ArrayList::new);
        journeys.forEach(journey -> rows.row(journey.path()).add(journey));
        List<Path> all = rows.largestFirst(row -> path(row.getKey(), row.getValue(), journeys.size()), Path::count);
        List<Path> others = all.stream().skip(limit).toList();
        return new NaivePaths(
                all.stream().limit(limit).toList(),
                others.size(),
                others.stream().mapToLong(Path::count).sum());
    }

    private static Path path(List<String> touchpoints, List<NaiveJourney> journeys, int all) {
        NaiveGroups.Scores scores = NaiveGroups.scores(journeys);
        return new Path(
                touchpoints,
                journeys.size(),
                (double) journeys.size() / all,
                NaiveGroups.medianDuration(journeys),
                scores.mean(),
                scores.scored());
    }
}
