package dev.corridor.statistics.score;

/// Mean and error after a few neutral answers were added, which keeps both usable with few or equal answers.
///
/// @param mean in the measure's counting
/// @param error its standard error
/// @param real share of the real answers in all that are counted
record Adjusted(double mean, double error, double real) {
    /// @param correction finite population correction of the variance, above 0
    static Adjusted of(Measure measure, Spread spread, double correction) {
        double real = spread.intervalN() / correction;
        return switch (measure) {
            case NPS -> of(spread, real, 3, 0, 1.5);
            case SATISFIED, EASY -> of(spread, real, 2, 1, 1);
            case MEAN -> throw new IllegalArgumentException("means are not adjusted");
        };
    }

    private static Adjusted of(Spread spread, double real, double added, double sum, double squares) {
        double all = real + added;
        double mean = (real * spread.mean() + sum) / all;
        double square = (real * (spread.variance() + spread.mean() * spread.mean()) + squares) / all;
        return new Adjusted(mean, Math.sqrt(Math.max(0, square - mean * mean) / all), real / all);
    }
}
