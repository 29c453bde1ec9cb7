package dev.corridor.analysis.moments;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.DoseResponse;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.Observations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;

/// Outcomes along a dose: the shape of the dependence, and as its effect the larger doses against the
/// smaller ones.
final class Doses {
    private final Outcomes outcomes;
    private final Contrast contrast;

    Doses(Outcomes outcomes, Contrast contrast) {
        this.outcomes = outcomes;
        this.contrast = contrast;
    }

    /// Fills shape, curve, effect and counts of a finding. The effect is that of doses from a clear step on against
    /// those below; else of the later half of the doses above `usual` against those up to it, or of the largest
    /// quarter against the others. Its p is that of the test whether the outcome depends on the dose at all.
    ///
    /// @param doses per outcome, NaN where there is none
    /// @param usual the largest dose that nobody minds, NaN where there is no such dose
    /// @param earlier the outcome that was given before the exposure began, NaN without
    void fill(Finding finding, double[] doses, double usual, String unit, Contrast.Value earlier) {
        Result<DoseResponse.Response> response = response(doses);
        finding.unit = unit;
        Optional<DoseResponse.Response> answer = response.answer();
        OptionalDouble step = answer.flatMap(DoseResponse.Response::threshold)
                .filter(threshold -> isClear(threshold, doses))
                .map(threshold -> OptionalDouble.of(threshold.at()))
                .orElse(OptionalDouble.empty());
        boolean fromUsual = step.isEmpty() && !Double.isNaN(usual);
        double cut = step.orElseGet(() -> fromUsual
                ? quantile(doses, dose -> dose > usual, 0.5)
                : quantile(doses, dose -> !Double.isNaN(dose), 0.75));
        finding.exposedFrom = cut < Double.MAX_VALUE ? OptionalDouble.of(cut) : OptionalDouble.empty();
        IntPredicate exposed = i -> doses[i] >= cut;
        IntPredicate unexposed = fromUsual ? i -> doses[i] <= usual : i -> doses[i] < cut;
        contrast.compare(finding, exposed, unexposed);
        answer.ifPresent(found -> shape(finding, found, unit));
        finding.effect = switch (response) {
            case Result.Answer<DoseResponse.Response>(DoseResponse.Response found) ->
                finding.effect.map(effect -> effect.withP(p(effect, found)));
            case Result.NotPossible<DoseResponse.Response>(long n, Note reason) ->
                finding.effect.flatMap(effect -> new Result.NotPossible<Effect>(n, reason));
            case Result.Suppressed<DoseResponse.Response>(long n, Note reason) ->
                finding.effect.flatMap(effect -> new Result.Suppressed<Effect>(n, reason));
        };
        finding.placebo = Placebos.of(contrast.before(exposed, unexposed, earlier), finding.smallest);
    }

    /// With errors shared by customers or by clusters, whichever tells less.
    private Result<DoseResponse.Response> response(double[] doses) {
        double[] expected = contrast.expected();
        Observations rows = new Observations(List.of("dose", "expected"));
        Observations plain = new Observations(List.of("dose"));
        long[] clusters = new long[doses.length];
        int size = 0;
        for (int i = 0; i < doses.length; i++) {
            if (!Double.isNaN(doses[i])) {
                rows.add(outcomes.customer(i), outcomes.value(i), doses[i], expected[i]);
                plain.add(outcomes.customer(i), outcomes.value(i), doses[i]);
                clusters[size++] = outcomes.cluster(i);
            }
        }
        Result<DoseResponse.Response> own = response(rows, plain);
        if (!outcomes.clustered()) {
            return own;
        }
        long[] shared = Arrays.copyOf(clusters, size);
        return own.map(found -> response(rows.clusteredBy(shared), plain.clusteredBy(shared))
                .answer()
                .filter(other -> other.omnibus().p() > found.omnibus().p())
                .orElse(found));
    }

    private static Result<DoseResponse.Response> response(Observations rows, Observations plain) {
        Result<DoseResponse.Response> adjusted = DoseResponse.of(rows, "dose");
        return adjusted.answer().isPresent() ? adjusted : DoseResponse.of(plain, "dose");
    }

    /// That of the dependence; where clusters are too few to test that, at least that of the effect with their error.
    private double p(Effect effect, DoseResponse.Response found) {
        double dependence = found.omnibus().p();
        return outcomes.clustered() && outcomes.clusterCount() < DoseResponse.MIN_CLUSTERS
                ? Math.max(dependence, effect.p())
                : dependence;
    }

    /// Whether no dose lies within the interval of the step.
    private static boolean isClear(DoseResponse.Threshold step, double[] doses) {
        return Arrays.stream(doses).noneMatch(dose -> dose > step.low() && dose < step.high());
    }

    private void shape(Finding finding, DoseResponse.Response response, String unit) {
        finding.shape = switch (response.shape()) {
            case FLAT -> Moment.Shape.FLAT;
            case SLOPE -> Moment.Shape.SLOPE;
            case STEP -> Moment.Shape.STEP;
            case STEP_AND_SLOPE -> Moment.Shape.STEP_AND_SLOPE;
        };
        finding.thresholds = response.threshold().stream()
                .map(step -> new Moment.Threshold(step.at(), step.low(), step.high(), unit, step.change()))
                .toList();
        if (finding.shape == Moment.Shape.SLOPE || finding.shape == Moment.Shape.STEP_AND_SLOPE) {
            finding.slope = response.slope().map(slope -> new Moment.Slope(slope.estimate(), unit));
        }
        finding.curve = response.curve().stream()
                .map(point -> new Moment.Point(
                        point.from(),
                        point.to(),
                        point.dose(),
                        point.mean(),
                        point.mean().n(),
                        0))
                .toList();
        finding.warnings.addAll(response.warnings());
    }

    private static double quantile(double[] doses, DoublePredicate kept, double share) {
        double[] sorted = Arrays.stream(doses).filter(kept).sorted().toArray();
        return sorted.length == 0 ? Double.MAX_VALUE : sorted[(int) (share * sorted.length)];
    }
}
