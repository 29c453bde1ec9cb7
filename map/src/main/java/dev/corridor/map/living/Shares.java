package dev.corridor.map.living;

import dev.corridor.map.words.Wording;

/// Two shares of a comparison in as few letters as can be: `41/55 %↑`.
record Shares(Difference difference) {
    static final String MORE = "\u2191";
    static final String FEWER = "\u2193";

    /// As wide as any of a mark that `share` of all journeys have.
    static String widest(double share) {
        return (share < 0.9 ? "88/>99" : ">99/>99") + Wording.NBSP + "%" + MORE;
    }

    String words() {
        return percent(difference.shareA()) + "/" + percent(difference.shareB()) + Wording.NBSP + "%" + arrow();
    }

    /// What the arrow says of the second group: more, fewer, or nothing where chance may be the reason.
    String arrow() {
        if (!difference.significant() || difference.shareA() == difference.shareB()) {
            return "";
        }
        return difference.shareB() > difference.shareA() ? MORE : FEWER;
    }

    /// Whole percent, never 0 or 100 unless it is exactly that.
    private static String percent(double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? "0" : "100";
        }
        return share < 0.01 ? "<1" : share > 0.99 ? ">99" : Long.toString(Math.round(100 * share));
    }
}
