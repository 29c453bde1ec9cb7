package dev.corridor.map;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Everything the map and the report show, already counted: pictures are pure functions of it.
///
/// @param title name of the data set
/// @param source files it was read from, one line
/// @param rule what makes a journey, in words; empty for the default
/// @param journeys all journeys, open ones included
/// @param open journeys that are not completed
/// @param completed durations of the journeys that are not open; [Times#NONE] where unknown
/// @param othersMedianSeconds median duration of the journeys of more than one interaction; empty where unknown
/// @param customers empty where no customer is known
/// @param edges most used first; equal counts in order of first occurrence
/// @param scale empty where the data hold no score
/// @param filters conditions in force, in the user's words
public record FlowReport(
        String title,
        String source,
        Optional<Text> rule,
        Period period,
        long journeys,
        long open,
        Times completed,
        OptionalDouble othersMedianSeconds,
        OptionalLong customers,
        long interactions,
        List<Touchpoint> touchpoints,
        List<Edge> edges,
        Paths paths,
        Optional<ScoreScale> scale,
        List<Finding> findings,
        Rejects rejects,
        List<String> filters) {
    private static final int MOST_PATH_STEPS = 150_000;

    public FlowReport {
        touchpoints = List.copyOf(touchpoints);
        edges = List.copyOf(edges);
        findings = List.copyOf(findings);
        filters = List.copyOf(filters);
        for (Edge edge : edges) {
            known(edge.from(), touchpoints.size());
            known(edge.to(), touchpoints.size());
        }
        for (Path path : paths.listed()) {
            for (int touchpoint : path.touchpoints()) {
                known(touchpoint, touchpoints.size());
            }
        }
    }

    private static void known(int touchpoint, int size) {
        if (touchpoint < 0 || touchpoint >= size) {
            throw new IllegalStateException("touchpoint " + touchpoint + " of " + size);
        }
    }

    /// Whether any interaction has a time.
    public boolean dated() {
        return period.from().isPresent();
    }

    /// Journeys of a single interaction, among the listed paths.
    public long singles() {
        return paths.listed().stream()
                .filter(path -> path.touchpoints().size() == 1)
                .mapToLong(Path::count)
                .sum();
    }

    /// The same report with the most used paths that together have at most [#MOST_PATH_STEPS] touchpoints; the rest
    /// become others.
    public FlowReport withFewerPaths() {
        int kept = 0;
        long steps = 0;
        while (kept < paths.listed().size()) {
            steps += paths.listed().get(kept).touchpoints().size();
            if (steps > MOST_PATH_STEPS) {
                break;
            }
            kept++;
        }
        if (kept == paths.listed().size()) {
            return this;
        }
        List<Path> rest = paths.listed().subList(kept, paths.listed().size());
        return withPaths(new Paths(
                paths.listed().subList(0, kept),
                paths.otherPaths() + rest.size(),
                paths.otherJourneys() + rest.stream().mapToLong(Path::count).sum()));
    }

    /// The same report with another table of paths.
    public FlowReport withPaths(Paths other) {
        return new FlowReport(
                title,
                source,
                rule,
                period,
                journeys,
                open,
                completed,
                othersMedianSeconds,
                customers,
                interactions,
                touchpoints,
                edges,
                other,
                scale,
                findings,
                rejects,
                filters);
    }
}
