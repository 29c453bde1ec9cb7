package dev.corridor.statistics.score;

/// The whole numbers that can be answered, such as 0 to 10.
///
/// Promoters and detractors are defined on 0 to 10 (9 and 10; 0 to 6). Another scale keeps the same places: a
/// promoter lies in the top tenth of the range, a detractor in the lower six tenths. So 1 to 5 has promoters
/// at 5 and detractors up to 3; 1 to 7 has them at 7 and up to 4.
///
/// @param low the worst answer
/// @param high the best answer, 2 to 1,000 above `low`
public record Scale(int low, int high) {
    /// The scale of the Net Promoter Score.
    public static final Scale ZERO_TO_TEN = new Scale(0, 10);

    public static final Scale ONE_TO_FIVE = new Scale(1, 5);
    public static final Scale ONE_TO_SEVEN = new Scale(1, 7);

    public Scale {
        if (high - (long) low < 2 || high - (long) low > 1_000) {
            throw new IllegalArgumentException("a scale from " + low + " to " + high);
        }
    }

    public boolean contains(int score) {
        return low <= score && score <= high;
    }

    /// The number of different answers.
    public int points() {
        return high - low + 1;
    }

    /// Answers in the top tenth of the range.
    public boolean promoter(int score) {
        return 10L * (score - low) >= 9L * (high - low);
    }

    /// Answers in the lower six tenths of the range.
    public boolean detractor(int score) {
        return 10L * (score - low) <= 6L * (high - low);
    }

    /// The two best answers.
    public boolean topTwo(int score) {
        return score >= high - 1;
    }

    /// Answers better than the middle of the scale: 5 to 7 on 1 to 7.
    public boolean easy(int score) {
        return 2L * (score - low) > high - low;
    }

    @Override
    public String toString() {
        return low + " to " + high;
    }
}
