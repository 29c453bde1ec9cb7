package dev.corridor.map;

import java.util.List;

/// One distinct sequence of touchpoints and the journeys that walked exactly it.
///
/// @param touchpoints indices into [FlowReport#touchpoints], at least one
/// @param count journeys
/// @param medianSeconds from the first to the last interaction; `NaN` where unknown
public record Path(List<Integer> touchpoints, long count, double medianSeconds, Score score) {
    public Path {
        touchpoints = touchpoints instanceof PathTable.Steps ? touchpoints : List.copyOf(touchpoints);
        if (touchpoints.isEmpty()) {
            throw new IllegalStateException("a path without touchpoints");
        }
    }
}
