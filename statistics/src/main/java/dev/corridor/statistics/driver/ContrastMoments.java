package dev.corridor.statistics.driver;

import dev.corridor.statistics.matrix.BootstrapMoments;
import java.util.List;

/// What [PenaltyReward] needs of the rows: ratings as a penalty and a reward indicator each, gathered row
/// by row and merged. Merged parts give the figures of the whole.
public final class ContrastMoments {
    private final List<Cut> cuts;
    private final BootstrapMoments moments;
    private final long[] penalties;
    private final long[] rewards;
    private final double[] row;

    /// @param cuts one per driver, at least one
    public ContrastMoments(List<Cut> cuts) {
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("no drivers");
        }
        this.cuts = List.copyOf(cuts);
        moments = new BootstrapMoments(2 * cuts.size() + 1);
        penalties = new long[cuts.size()];
        rewards = new long[cuts.size()];
        row = new double[2 * cuts.size() + 1];
    }

    /// @param identity of what is drawn as one by the bootstrap, such as a customer
    /// @param ratings one per driver; NaN is missing and leaves the row out
    /// @return whether the row counts
    public boolean add(long identity, double[] ratings, double outcome) {
        if (ratings.length != cuts.size()) {
            throw new IllegalArgumentException(ratings.length + " ratings for " + cuts.size() + " drivers");
        }
        for (int driver = 0; driver < ratings.length; driver++) {
            double rating = ratings[driver];
            Cut cut = cuts.get(driver);
            row[2 * driver] = Double.isFinite(rating) ? (rating <= cut.penaltyAtMost() ? 1 : 0) : Double.NaN;
            row[2 * driver + 1] = rating >= cut.rewardAtLeast() ? 1 : 0;
        }
        row[row.length - 1] = outcome;
        if (!moments.add(identity, row)) {
            return false;
        }
        for (int driver = 0; driver < ratings.length; driver++) {
            penalties[driver] += (long) row[2 * driver];
            rewards[driver] += (long) row[2 * driver + 1];
        }
        return true;
    }

    /// Adds all rows of another with the same cuts, which stays as it is.
    public ContrastMoments merge(ContrastMoments other) {
        if (!other.cuts.equals(cuts)) {
            throw new IllegalArgumentException("other cuts");
        }
        moments.merge(other.moments);
        for (int driver = 0; driver < penalties.length; driver++) {
            penalties[driver] += other.penalties[driver];
            rewards[driver] += other.rewards[driver];
        }
        return this;
    }

    int drivers() {
        return penalties.length;
    }

    /// Two columns per driver, penalty and reward, and the outcome last.
    BootstrapMoments moments() {
        return moments;
    }

    long penalties(int driver) {
        return penalties[driver];
    }

    long rewards(int driver) {
        return rewards[driver];
    }
}
