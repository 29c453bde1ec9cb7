package dev.corridor.map.living;

import dev.corridor.map.FlowReport;
import java.util.Map;

/// Two groups of journeys of the same data, to be painted on the same places.
///
/// @param nameA what people call the first group
/// @param differences by mark; a mark without one is drawn with the shares counted, as if they did not differ
public record Comparison(String nameA, FlowReport a, String nameB, FlowReport b, Map<Mark, Difference> differences) {
    public Comparison {
        differences = Map.copyOf(differences);
    }
}
