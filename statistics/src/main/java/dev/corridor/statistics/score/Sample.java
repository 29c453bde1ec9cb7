package dev.corridor.statistics.score;

/// Answers on one scale, as counts or sums that can be merged.
///
/// Merging parts gives the same figures as collecting the whole. The three kinds differ in what an error must
/// respect: independent answers, weights, or several answers of one customer.
public sealed interface Sample permits ScoreHistogram, WeightedScores, ClusteredScores {
    Scale scale();

    /// The number of answers per score, without weights.
    ScoreHistogram histogram();

    /// Mean, spread and error of what a measure counts.
    Spread spread(Measure measure);

    /// These answers without a part of them.
    ///
    /// @param part of the same kind, collected from some of the same answers
    Sample without(Sample part);
}
