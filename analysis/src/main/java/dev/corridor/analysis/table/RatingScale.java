package dev.corridor.analysis.table;

import dev.corridor.statistics.driver.Cut;
import java.util.Arrays;
import java.util.Optional;

/// A scale on which people rate, with the ratings that count as bad and as good.
public enum RatingScale {
    ONE_TO_FIVE(1, 5, Cut.FIVE),
    ONE_TO_SEVEN(1, 7, Cut.SEVEN),
    ZERO_TO_TEN(0, 10, Cut.ELEVEN);

    /// The fewest steps between the smallest and the largest rating seen: with fewer it may be a yes or no.
    private static final double SPREAD = 2;

    private final double from;
    private final double to;
    private final Cut cut;

    RatingScale(double from, double to, Cut cut) {
        this.from = from;
        this.to = to;
        this.cut = cut;
    }

    /// As on the command line: `1..5`.
    public String text() {
        return (int) from + ".." + (int) to;
    }

    public static Optional<RatingScale> parse(String text) {
        return Arrays.stream(values())
                .filter(scale -> scale.text().equals(text.strip()))
                .findFirst();
    }

    /// The smallest scale that holds whole numbers as these; empty where they look like none.
    static Optional<RatingScale> of(Variable variable) {
        if (!variable.isWhole() || variable.greatest() - variable.least() < SPREAD) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(scale -> variable.least() >= scale.from && variable.greatest() <= scale.to)
                .findFirst();
    }

    boolean holds(double rating) {
        return from <= rating && rating <= to;
    }

    Cut cut() {
        return cut;
    }
}
