package dev.corridor.map.svg;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import java.util.regex.Matcher;

/// The flow map as one standalone SVG file: styles inside for light and dark, no script.
public final class SvgMap {
    private SvgMap() {}

    /// The map at its opening set: the fewest paths that cover 80 % of the journeys.
    public static String render(FlowReport report, Language language) {
        return render(DrawnMap.of(report, language, false));
    }

    /// As [#render(FlowReport, Language)], of a map that has its places already.
    public static String render(DrawnMap drawn) {
        if (drawn.wide().isEmpty()) {
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n";
        }
        String bare = MapSvg.writeOpening(drawn.map(), drawn.wide().get(), "map", Style.standalone());
        return bare.replaceFirst(
                "<style>", Matcher.quoteReplacement("<style>" + Fonts.faces(Fonts.needsCyrillic(bare), false)));
    }
}
