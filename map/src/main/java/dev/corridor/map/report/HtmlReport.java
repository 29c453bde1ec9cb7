package dev.corridor.map.report;

import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;

/// The report as one self-contained HTML file that needs no network.
public final class HtmlReport {
    private HtmlReport() {}

    /// How the report is written.
    ///
    /// @param small whether scores of fewer than 10 journeys are shown (`--include-small`)
    public record Options(Language language, boolean small) {
        public static Options in(Language language) {
            return new Options(language, false);
        }
    }

    public static String render(FlowReport report, Options options) {
        return report.title() + options;
    }
}
