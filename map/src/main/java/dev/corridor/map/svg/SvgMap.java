package dev.corridor.map.svg;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.layout.HorizontalLayout;
import dev.corridor.map.layout.Plan;
import dev.corridor.map.words.Wording;
import java.util.regex.Matcher;

/// The flow map as one standalone SVG file: styles inside for light and dark, no script.
public final class SvgMap {
    private SvgMap() {}

    /// The map at its opening set: the fewest paths that cover 80 % of the journeys.
    public static String render(FlowReport report, Language language) {
        FlowMap map = FlowMap.of(report, Wording.in(language), false);
        if (map.graph().nodes().isEmpty()) {
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n";
        }
        Plan plan = HorizontalLayout.of(map.graph());
        String bare = MapSvg.writeOpening(map, plan, "map", Style.standalone());
        return bare.replaceFirst(
                "<style>", Matcher.quoteReplacement("<style>" + Fonts.faces(Fonts.needsCyrillic(bare), false)));
    }
}
