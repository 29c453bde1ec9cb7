package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.store.PathIndex;
import dev.corridor.engine.summary.RankedPaths;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The most used paths of the journeys asked about, or of those among them that follow a pattern.
///
/// @param all journeys asked about
/// @param journeys those that follow the pattern; all where there is none
/// @param paths how many distinct ones they take
/// @param walked the most used ones, most journeys first
public record PathFigures(long all, long journeys, long paths, List<Walked> walked) {
    /// One path.
    ///
    /// @param touchpoints in order, as in the data
    /// @param timed journeys of which a duration is known
    /// @param medianSeconds exact; empty where none is timed
    /// @param score empty where the data hold none or the reader may not see it
    public record Walked(
            List<String> touchpoints,
            long journeys,
            long timed,
            OptionalDouble medianSeconds,
            Optional<Result<Estimate>> score) {}

    /// @param most paths, at least 1
    /// @throws dev.corridor.engine.error.CorridorException where the pattern names what the data do not have, or is
    ///     too complex
    public static PathFigures of(Answered answered, Optional<PathPattern> pattern, int most) {
        JourneySelection selection =
                pattern.map(meant -> select(answered, meant)).orElseGet(answered::selection);
        RankedPaths ranked = RankedPaths.of(selection);
        int listed = Math.min(most, ranked.size());
        boolean scored =
                answered.report().scale().isPresent() && answered.allowance().everything();
        Gathering gathering = selection.read(() -> new Gathering(selection, ranked, listed, scored));
        Names names = answered.snapshot().store().touchpoints();
        List<Walked> walked = new ArrayList<>();
        for (int rank = 0; rank < listed; rank++) {
            walked.add(new Walked(
                    Arrays.stream(ranked.touchpoints(rank))
                            .mapToObj(names::name)
                            .toList(),
                    ranked.count(rank),
                    gathering.durations[rank].count(),
                    gathering.durations[rank].value(),
                    scored ? Optional.of(answered.mean(gathering.scores[rank])) : Optional.empty()));
        }
        return new PathFigures(answered.selection().count(), selection.count(), ranked.size(), walked);
    }

    /// How many of the journeys asked about follow a pattern.
    ///
    /// @throws dev.corridor.engine.error.CorridorException as [#of]
    public static long count(Answered answered, PathPattern pattern) {
        return select(answered, pattern).count();
    }

    private static JourneySelection select(Answered answered, PathPattern pattern) {
        return ResolvedFilter.of(
                        new Filter.Path(pattern),
                        answered.snapshot().store(),
                        answered.question().zone())
                .select(answered.selection());
    }

    public long otherPaths() {
        return paths - walked.size();
    }

    public long otherJourneys() {
        return journeys - walked.stream().mapToLong(Walked::journeys).sum();
    }

    /// One walk over the journeys for the durations and scores of the most used paths.
    private static final class Gathering {
        private final Median[] durations;
        private final Moments[] scores;

        /// @param most paths, at most as many as there are
        Gathering(JourneySelection selection, RankedPaths ranked, int most, boolean scored) {
            durations = Stream.generate(Median::new).limit(most).toArray(Median[]::new);
            scores = Stream.generate(Moments::of).limit(most).toArray(Moments[]::new);
            PathIndex paths = selection.log().paths();
            int[] ranks = ranked.ranks(most);
            for (int part = 0; part < selection.parts().size(); part++) {
                add(selection.parts().get(part), part, paths, ranks, scored);
            }
        }

        private void add(JourneySelection.Part part, int number, PathIndex paths, int[] ranks, boolean scored) {
            Journeys journeys = part.journeys();
            double[] scoreOf = scored ? journeys.scores() : new double[0];
            for (int journey = 0; journey < journeys.count(); journey++) {
                int rank = part.selects(journey) ? ranks[paths.pathOf(number, journey)] : -1;
                if (rank < 0) {
                    continue;
                }
                long duration = journeys.duration(journey);
                if (duration >= 0) {
                    durations[rank].add(duration);
                }
                if (scored && !Double.isNaN(scoreOf[journey])) {
                    scores[rank].add(scoreOf[journey]);
                }
            }
        }
    }
}
