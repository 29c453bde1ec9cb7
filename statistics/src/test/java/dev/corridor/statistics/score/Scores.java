package dev.corridor.statistics.score;

import java.util.Random;

/// Samples for tests.
final class Scores {
    private Scores() {}

    /// Promoters answer 10, passives 8, detractors 3.
    static ScoreHistogram nps(long promoters, long passives, long detractors) {
        return new ScoreHistogram(Scale.ZERO_TO_TEN)
                .add(10, promoters)
                .add(8, passives)
                .add(3, detractors);
    }

    /// One score drawn with the given probabilities, the scale's lowest first.
    static int draw(Random random, Scale scale, double[] probabilities) {
        double u = random.nextDouble();
        int i = 0;
        while (i < probabilities.length - 1 && u >= probabilities[i]) {
            u -= probabilities[i++];
        }
        return scale.low() + i;
    }

    static ScoreHistogram sample(Random random, Scale scale, double[] probabilities, int n) {
        ScoreHistogram histogram = new ScoreHistogram(scale);
        for (int i = 0; i < n; i++) {
            histogram.add(draw(random, scale, probabilities));
        }
        return histogram;
    }

    /// The expected value of a measure.
    static double truth(Measure measure, Scale scale, double[] probabilities) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += probabilities[i] * measure.of(scale, scale.low() + i);
        }
        return measure == Measure.NPS ? 100 * sum : sum;
    }
}
