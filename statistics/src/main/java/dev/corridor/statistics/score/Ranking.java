package dev.corridor.statistics.score;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Which groups may be ranked and coloured: those whose interval does not contain the value they are compared
/// with. All others stand together without a rank, and without colour.
public final class Ranking {
    private static final Note NOT_TOLD_APART =
            new Note("not-told-apart", "The interval contains the value it is compared with.");

    private Ranking() {}

    /// Where a whole interval lies.
    public enum Side {
        ABOVE,
        BELOW
    }

    /// The place of a group among others.
    public sealed interface Standing {
        /// @param rank from 1, the highest value first; equal values share it. Ranks count ranked groups only
        record Ranked(int rank, Side side) implements Standing {}

        /// @param reason why there is no rank
        record Unranked(Note reason) implements Standing {}
    }

    public record Placed<K>(K group, Result<Estimate> result, Standing standing) {}

    /// The side of the value on which a whole interval lies; empty, and no colour, where it contains the value.
    public static Optional<Side> side(Interval interval, double value) {
        if (interval.contains(value)) {
            return Optional.empty();
        }
        return Optional.of(interval.low() > value ? Side.ABOVE : Side.BELOW);
    }

    /// Places every group, in the order of the map.
    ///
    /// @param value what all groups are compared with, such as the score of all answers, or a target
    public static <K> List<Placed<K>> against(double value, SequencedMap<K, Result<Estimate>> groups) {
        List<Double> ranked = groups.values().stream()
                .flatMap(result -> result.answer().stream())
                .filter(estimate -> side(estimate.interval(), value).isPresent())
                .map(Estimate::value)
                .sorted(Comparator.reverseOrder())
                .toList();
        Map<Double, Integer> ranks = new HashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            ranks.putIfAbsent(ranked.get(i), i + 1);
        }
        List<Placed<K>> placed = new ArrayList<>();
        groups.forEach((group, result) -> placed.add(new Placed<>(group, result, standing(result, value, ranks))));
        return placed;
    }

    private static Standing standing(Result<Estimate> result, double value, Map<Double, Integer> ranks) {
        return switch (result) {
            case Result.Suppressed<Estimate>(long n, Note reason) -> new Standing.Unranked(reason);
            case Result.NotPossible<Estimate>(long n, Note reason) -> new Standing.Unranked(reason);
            case Result.Answer<Estimate>(Estimate estimate) -> {
                Optional<Side> side = side(estimate.interval(), value);
                yield side.isEmpty()
                        ? new Standing.Unranked(NOT_TOLD_APART)
                        : new Standing.Ranked(Objects.requireNonNull(ranks.get(estimate.value())), side.get());
            }
        };
    }
}
