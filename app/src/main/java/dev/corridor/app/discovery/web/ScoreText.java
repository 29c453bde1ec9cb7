package dev.corridor.app.discovery.web;

import dev.corridor.app.shared.web.Page;
import dev.corridor.map.words.Wording;

/// Writes scores: points as whole numbers, shares in per cent, means with two decimals.
///
/// @param unit of [dev.corridor.analysis.score.ScoreAnswer]
record ScoreText(Page page, String unit) {
    private static final double PERCENT = 100;

    String value(double value) {
        return switch (unit) {
            case "points" -> page.words().number(Math.round(value));
            case "share" -> page.words().decimal(PERCENT * value) + Wording.NBSP + "%";
            default -> page.words().decimal(value, 2);
        };
    }

    /// A difference with its sign and unit.
    String difference(double value) {
        return switch (unit) {
            case "points", "share" -> page.say("scores.difference." + unit, signed(value));
            default -> signed(value);
        };
    }

    /// A difference with its sign; of shares in points of a hundred.
    String signed(double value) {
        String number = switch (unit) {
            case "points" -> page.words().decimal(value);
            case "share" -> page.words().decimal(PERCENT * value);
            default -> page.words().decimal(value, 2);
        };
        return value > 0 ? "+" + number : number;
    }
}
