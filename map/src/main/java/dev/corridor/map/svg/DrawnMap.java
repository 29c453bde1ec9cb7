package dev.corridor.map.svg;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.layout.HorizontalLayout;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.words.Wording;
import java.util.Optional;

/// A flow map with its places from left to right, found once for every file it is written to.
///
/// @param wide empty where nothing is to be drawn
public record DrawnMap(FlowMap map, Optional<Plan> wide) {
    /// @param small whether scores of fewer than [FlowMap#ENOUGH_SCORES] journeys are shown (`--include-small`)
    public static DrawnMap of(FlowReport report, Language language, boolean small) {
        FlowMap map = FlowMap.of(report.withFewerPaths(), Wording.in(language), small);
        boolean empty = map.graph().nodes().isEmpty();
        return new DrawnMap(map, empty ? Optional.empty() : Optional.of(HorizontalLayout.of(map.graph())));
    }
}
