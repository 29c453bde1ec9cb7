package dev.corridor.map.living;

import dev.corridor.map.Edge;
import dev.corridor.map.Score;
import dev.corridor.map.ScoreScale;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Five classes of colour for each metric, the same for every selection: 1 hurts most, 0 is without colour.
///
/// Waits are cut at the quintiles of the steps' waits, repeats and drop-outs at those of the touchpoints' shares,
/// scores into equal fifths of their scale. A share of fewer than [#ENOUGH] journeys has no colour, and a metric none
/// at all where it is everywhere the same.
record Shades(Map<Metric, List<Double>> limits, Optional<ScoreScale> scale, boolean small) {
    private static final int CLASSES = 5;
    private static final long ENOUGH = 10;

    static Shades of(Figures whole, Optional<ScoreScale> scale, boolean small) {
        Map<Metric, List<Double>> limits = new EnumMap<>(Metric.class);
        for (Metric metric : List.of(Metric.MEDIAN_WAIT, Metric.P90_WAIT)) {
            limits.put(metric, quintiles(whole.edges().stream().map(edge -> wait(metric, edge.times()))));
        }
        for (Metric metric : List.of(Metric.REPEATS, Metric.DROP_OUTS)) {
            limits.put(metric, quintiles(whole.touchpoints().stream().map(touchpoint -> share(metric, touchpoint))));
        }
        scale.ifPresent(range -> limits.put(
                Metric.SCORE,
                Stream.of(1, 2, 3, 4)
                        .map(part -> range.min() + part * (range.max() - range.min()) / CLASSES)
                        .toList()));
        return new Shades(Map.copyOf(limits), scale, small);
    }

    private static List<Double> quintiles(Stream<OptionalDouble> values) {
        List<Double> sorted =
                values.flatMap(value -> value.stream().boxed()).sorted().toList();
        if (sorted.isEmpty() || sorted.getFirst().equals(sorted.getLast())) {
            return List.of();
        }
        return Stream.of(1, 2, 3, 4)
                .map(part -> sorted.get(sorted.size() * part / CLASSES))
                .toList();
    }

    private static OptionalDouble wait(Metric metric, Times times) {
        double seconds = metric == Metric.MEDIAN_WAIT ? times.medianSeconds() : times.p90Seconds();
        return times.known() && !Double.isNaN(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    private static OptionalDouble share(Metric metric, Touchpoint touchpoint) {
        long part = metric == Metric.REPEATS
                ? touchpoint.repeats()
                : touchpoint.dropOuts().orElse(0);
        return part == 0 || touchpoint.journeys() < ENOUGH
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) part / touchpoint.journeys());
    }

    int of(Metric metric, Touchpoint touchpoint) {
        return switch (metric) {
            case JOURNEYS, CUSTOMERS -> 0;
            case MEDIAN_WAIT, P90_WAIT -> fromLongest(metric, wait(metric, touchpoint.toNext()));
            case SCORE -> ofScore(touchpoint.score());
            case REPEATS, DROP_OUTS -> fromLongest(metric, share(metric, touchpoint));
        };
    }

    int of(Metric metric, Edge edge) {
        return switch (metric) {
            case JOURNEYS, CUSTOMERS, REPEATS, DROP_OUTS -> 0;
            case MEDIAN_WAIT, P90_WAIT -> fromLongest(metric, wait(metric, edge.times()));
            case SCORE -> ofScore(edge.score());
        };
    }

    private int fromLongest(Metric metric, OptionalDouble value) {
        List<Double> cuts = cuts(metric);
        return value.isEmpty() || cuts.isEmpty() ? 0 : CLASSES - above(cuts, value.getAsDouble());
    }

    private int ofScore(Score score) {
        return cuts(Metric.SCORE).isEmpty() || !shown(score) ? 0 : 1 + above(cuts(Metric.SCORE), score.mean());
    }

    private static int above(List<Double> cuts, double value) {
        return (int) cuts.stream().filter(cut -> value >= cut).count();
    }

    private List<Double> cuts(Metric metric) {
        return limits.getOrDefault(metric, List.of());
    }

    boolean shown(Score score) {
        return score.scored() > 0 && (small || score.scored() >= FlowMap.ENOUGH_SCORES);
    }

    /// The limits between the classes in words, from class 1 on; empty where there are no colours.
    List<String> limits(Metric metric, Wording wording) {
        List<String> words = new ArrayList<>();
        for (double cut : metric == Metric.SCORE ? cuts(metric) : cuts(metric).reversed()) {
            words.add(
                    switch (metric) {
                        case JOURNEYS, CUSTOMERS -> "";
                        case MEDIAN_WAIT, P90_WAIT -> wording.duration(cut);
                        case SCORE -> wording.decimal(cut);
                        case REPEATS, DROP_OUTS -> wording.decimal(100 * cut) + Wording.NBSP + "%";
                    });
        }
        return words;
    }
}
