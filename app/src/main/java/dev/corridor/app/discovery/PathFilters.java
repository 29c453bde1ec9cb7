package dev.corridor.app.discovery;

import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The conditions that hold for exactly the journeys that the pages of paths and funnels count.
public final class PathFilters {
    private PathFilters() {}

    /// Journeys of this path and no other.
    ///
    /// @param touchpoints one or more
    public static Filter exactly(List<String> touchpoints) {
        List<PathPattern> parts = new ArrayList<>();
        parts.add(new PathPattern.Start());
        parts.addAll(runs(touchpoints));
        parts.add(new PathPattern.End());
        return sequence(parts);
    }

    /// Journeys of any other path than these.
    ///
    /// @param paths one or more
    public static Filter otherThan(List<List<String>> paths) {
        List<PathPattern> alternatives = paths.stream()
                .map(path -> {
                    List<PathPattern> runs = runs(path);
                    return runs.size() == 1 ? runs.getFirst() : new PathPattern.Sequence(runs);
                })
                .toList();
        return new Filter.Not(sequence(List.of(
                new PathPattern.Start(),
                alternatives.size() == 1 ? alternatives.getFirst() : new PathPattern.Either(alternatives),
                new PathPattern.End())));
    }

    /// Journeys that reach these touchpoints in order, whatever lies between.
    ///
    /// @param steps one or more; may repeat
    public static Filter inOrder(List<String> steps) {
        if (steps.size() == 1) {
            return new Filter.Passes(steps.getFirst());
        }
        if (steps.size() == 2) {
            return new Filter.Later(steps.getFirst(), steps.getLast(), Optional.empty());
        }
        List<PathPattern> parts = new ArrayList<>();
        for (String step : steps) {
            if (!parts.isEmpty()) {
                parts.add(new PathPattern.Anything());
            }
            parts.add(new PathPattern.Touchpoint(step));
        }
        return sequence(parts);
    }

    static Filter sequence(List<PathPattern> parts) {
        return new Filter.Path(new PathPattern.Sequence(parts));
    }

    /// A path with what follows itself written once, so that long paths stay short as text.
    private static List<PathPattern> runs(List<String> touchpoints) {
        List<PathPattern> runs = new ArrayList<>();
        int from = 0;
        while (from < touchpoints.size()) {
            int to = from + 1;
            while (to < touchpoints.size()
                    && to - from < PathPattern.MAX_REPETITIONS
                    && touchpoints.get(to).equals(touchpoints.get(from))) {
                to++;
            }
            PathPattern one = new PathPattern.Touchpoint(touchpoints.get(from));
            runs.add(to - from == 1 ? one : new PathPattern.Repeat(one, to - from, OptionalInt.of(to - from)));
            from = to;
        }
        return runs;
    }
}
