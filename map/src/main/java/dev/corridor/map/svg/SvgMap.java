package dev.corridor.map.svg;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.layout.HorizontalLayout;
import dev.corridor.map.words.Wording;

/// The flow map as one standalone SVG file: styles inside, light, no script.
public final class SvgMap {
    private SvgMap() {}

    /// The map at its opening set: the fewest paths that cover 80 % of the journeys.
    public static String render(FlowReport report, Language language) {
        FlowMap map = FlowMap.of(report, Wording.in(language), false);
        return MapSvg.write(map, HorizontalLayout.of(map.graph()), "map", Style.standalone());
    }
}
