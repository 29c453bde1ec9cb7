package dev.corridor.statistics.driver;

/// Where a rating counts as a penalty and where as a reward; between them lies the reference.
///
/// @param penaltyAtMost the highest rating that is a penalty
/// @param rewardAtLeast the lowest rating that is a reward, above `penaltyAtMost`
public record Cut(double penaltyAtMost, double rewardAtLeast) {
    /// Ratings from 1 to 5: 1 and 2 against 5.
    public static final Cut FIVE = new Cut(2, 5);

    /// Ratings from 1 to 7: 1 to 3 against 7.
    public static final Cut SEVEN = new Cut(3, 7);

    /// Ratings from 0 to 10: 0 to 6 against 9 and 10, as detractors and promoters.
    public static final Cut ELEVEN = new Cut(6, 9);

    public Cut {
        if (!(penaltyAtMost < rewardAtLeast)) {
            throw new IllegalArgumentException(penaltyAtMost + " and " + rewardAtLeast);
        }
    }
}
