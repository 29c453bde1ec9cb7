package dev.corridor.statistics.score;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;

/// What is averaged over answers.
public enum Measure {
    /// Net Promoter Score: promoters less detractors, in points from -100 to 100.
    NPS,
    /// Satisfaction (CSAT): the share, 0 to 1, of the two best answers.
    SATISFIED,
    /// Effort (CES): the share, 0 to 1, of answers better than the middle; high answers mean "easy".
    EASY,
    /// The mean answer, on the scale.
    MEAN;

    /// What one answer counts: -1, 0 or 1 for `NPS`, 0 or 1 for shares, the answer itself for `MEAN`.
    double of(Scale scale, int score) {
        return switch (this) {
            case NPS -> scale.promoter(score) ? 1 : scale.detractor(score) ? -1 : 0;
            case SATISFIED -> scale.topTwo(score) ? 1 : 0;
            case EASY -> scale.easy(score) ? 1 : 0;
            case MEAN -> score;
        };
    }

    /// The method's answer for a sample, taken from a population without end.
    public Result<Estimate> of(Sample sample) {
        return of(sample, Population.ENDLESS);
    }

    /// The method's answer for a sample of a population of known size.
    public Result<Estimate> of(Sample sample, Population population) {
        return switch (this) {
            case NPS -> NetPromoterScore.of(sample, population);
            case SATISFIED, EASY -> TopBox.of(this, sample, population);
            case MEAN -> MeanScore.of(sample, population);
        };
    }
}
