package dev.corridor.app.discovery.web;

import dev.corridor.app.shared.web.Page;

/// Writes the edges between groups of times, which are whole in some unit, and ends sentences that times stand in.
final class Edges {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Edges() {}

    static String say(Page page, long seconds) {
        if (seconds > 0 && seconds % DAY == 0) {
            return page.words().count("time.days", seconds / DAY);
        }
        if (seconds > 0 && seconds % HOUR == 0) {
            return page.say("unit.hour", page.words().number(seconds / HOUR));
        }
        if (seconds > 0 && seconds % MINUTE == 0) {
            return page.say("unit.minute", page.words().number(seconds / MINUTE));
        }
        return page.say("unit.second", page.words().number(seconds));
    }

    /// A sentence with one full stop where it ends in a unit that has its own.
    static String sentence(String said) {
        return said.endsWith("..") ? said.substring(0, said.length() - 1) : said;
    }
}
