package dev.corridor.map.report;

import dev.corridor.map.words.Shipped;

/// Files that go into the report.
final class Resources {
    private Resources() {}

    static String script() {
        return Shipped.text(Resources.class, "report.js");
    }

    static String rules() {
        return Shipped.text(Resources.class, "report.css");
    }
}
