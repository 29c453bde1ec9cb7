package dev.corridor.sample;

import java.util.List;

/// The five levels of customers (M1) and how they behave.
enum Level {
    PERSON("person", 0.78, 0, 0.22, 0.35, 0.15, new double[] {0.56, 0.17, 0.14, 0.13}),
    COMPANY("company", 0.12, -0.3, 0.38, 0.1, -0.25, new double[] {0.35, 0.1, 0.4, 0.15}),
    INTERMEDIARY("intermediary", 0.05, -0.2, 0.52, 0.12, -0.1, new double[] {0.2, 0.05, 0.15, 0.6}),
    GROUP("corporate group", 0.03, 0.1, 0.45, 0.05, -0.3, new double[] {0.2, 0.02, 0.7, 0.08}),
    DEPARTMENT("internal department", 0.02, -0.5, 0.42, 0.05, 0.3, new double[] {0.5, 0.05, 0.43, 0.02});

    private static final List<Level> ALL = List.of(values());
    private static final double[] SHARES =
            ALL.stream().mapToDouble(level -> level.share).toArray();

    final String label;
    final double share;
    /// Points on the score that come from the level alone.
    final double score;
    /// Share that orders again within [Aftermath#WINDOW_DAYS] days.
    final double orderAgain;
    final double kit;
    /// Log-odds of answering a survey, on top of the company's.
    final double answers;
    private final double[] ways;

    Level(String label, double share, double score, double orderAgain, double kit, double answers, double[] ways) {
        this.label = label;
        this.share = share;
        this.score = score;
        this.orderAgain = orderAgain;
        this.kit = kit;
        this.answers = answers;
        this.ways = ways;
    }

    static Level draw(Dice dice) {
        return ALL.get(dice.pick(SHARES));
    }

    Contact way(Dice dice) {
        return Contact.WAYS_IN.get(dice.pick(ways));
    }

    /// Whether it acts in office hours.
    boolean firm() {
        return this != PERSON;
    }
}
