package dev.corridor.analysis.score;

import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Scale;

/// Which figure answers become.
public enum ScoreKind {
    /// Net Promoter Score, in points from -100 to 100; usual for 0 to 10.
    NPS(Measure.NPS, "points"),
    /// Satisfaction: the share of the two best answers, 0 to 1; usual for 1 to 5.
    CSAT(Measure.SATISFIED, "share"),
    /// Effort: the share of answers better than the middle, 0 to 1; usual for 1 to 7.
    CES(Measure.EASY, "share"),
    /// The mean answer, on its scale; usual for all other scales.
    MEAN(Measure.MEAN, "scale");

    private final Measure measure;
    private final String unit;

    ScoreKind(Measure measure, String unit) {
        this.measure = measure;
        this.unit = unit;
    }

    public Measure measure() {
        return measure;
    }

    /// `points`, `share` or `scale`.
    public String unit() {
        return unit;
    }

    public static ScoreKind usual(Scale scale) {
        if (scale.equals(Scale.ZERO_TO_TEN)) {
            return NPS;
        }
        if (scale.equals(Scale.ONE_TO_FIVE)) {
            return CSAT;
        }
        return scale.equals(Scale.ONE_TO_SEVEN) ? CES : MEAN;
    }
}
