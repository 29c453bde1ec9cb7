package dev.corridor.app.discovery.web;

import dev.corridor.map.living.View;
import java.util.ArrayList;
import java.util.List;

/// What a reader has chosen on the map beside conditions, as every link and form of the map takes it along: only what
/// differs from how it opens.
final class MapChoice {
    private static final List<String> SLIDERS = List.of("touchpoints", "paths");
    private static final String METRIC = "metric";

    private MapChoice() {}

    /// In pairs of name and value.
    static List<String[]> fields(View view, View opening) {
        List<String[]> fields = new ArrayList<>();
        if (view.touchpoints() != opening.touchpoints()) {
            fields.add(new String[] {"touchpoints", Integer.toString(view.touchpoints())});
        }
        if (view.paths() != opening.paths()) {
            fields.add(new String[] {"paths", Integer.toString(view.paths())});
        }
        if (view.metric() != opening.metric()) {
            fields.add(new String[] {METRIC, view.metric().key()});
        }
        if (view.scale() != opening.scale()) {
            fields.add(new String[] {"scale", view.scale().key()});
        }
        return fields;
    }

    /// Whether the form of the sliders has a control for the field.
    ///
    /// @param withMetrics whether it offers metrics too
    static boolean isControl(String[] field, boolean withMetrics) {
        return SLIDERS.contains(field[0]) || withMetrics && field[0].equals(METRIC);
    }
}
