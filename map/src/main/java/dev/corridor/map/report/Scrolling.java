package dev.corridor.map.report;

import dev.corridor.map.words.Wording;

/// What may be wider than the window: a named group that the keyboard reaches, its edge shaded where more lies, with a
/// line above it that says so. The script takes tab stop and line back where everything fits.
final class Scrolling {
    private Scrolling() {}

    /// The line above the group.
    static String hint(Wording wording) {
        return "<p class=\"sideways\" aria-hidden=\"true\" hidden>" + wording.say("scroll") + "</p>";
    }

    /// Attributes of the group.
    ///
    /// @param title what it holds, as HTML
    static String group(String title) {
        return " role=\"group\" tabindex=\"0\" aria-label=\"" + title + "\"";
    }
}
