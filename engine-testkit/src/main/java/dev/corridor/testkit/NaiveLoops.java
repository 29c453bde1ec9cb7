package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.List;

/// Touchpoints that journeys come back to.
///
/// @param loops touchpoints with at least one repeat
/// @param repeatingJourneys journeys with any repeat
public record NaiveLoops(List<Loop> loops, long repeatingJourneys) {
    /// The repeats of one touchpoint.
    ///
    /// @param selfLoops occurrences directly after another
    /// @param returns successive occurrences with something between them
    /// @param repeatingJourneys journeys with two or more occurrences
    public record Loop(
            String touchpoint,
            long selfLoops,
            long selfLoopJourneys,
            long returns,
            long returnJourneys,
            long repeatingJourneys) {}

    private record Repeats(List<NaiveJourney> selfLoops, List<NaiveJourney> returns, List<NaiveJourney> both) {
        Repeats() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    public static NaiveLoops of(List<NaiveJourney> journeys) {
        Tally<String, Repeats> rows = new Tally<>(Repeats::new);
        List<NaiveJourney> repeating = new ArrayList<>();
        for (NaiveJourney journey : journeys) {
            List<String> path = journey.path();
            for (int i = 0; i < path.size(); i++) {
                Repeats repeats = rows.row(path.get(i));
                int before = path.subList(0, i).lastIndexOf(path.get(i));
                if (before >= 0) {
                    (before == i - 1 ? repeats.selfLoops() : repeats.returns()).add(journey);
                    repeats.both().add(journey);
                    repeating.add(journey);
                }
            }
        }
        List<Loop> loops =
                rows.largestFirst(row -> loop(row.getKey(), row.getValue()), loop -> loop.selfLoops() + loop.returns());
        return new NaiveLoops(
                loops.stream().filter(loop -> loop.repeatingJourneys() > 0).toList(),
                NaiveTouchpoints.distinct(repeating));
    }

    private static Loop loop(String touchpoint, Repeats repeats) {
        return new Loop(
                touchpoint,
                repeats.selfLoops().size(),
                NaiveTouchpoints.distinct(repeats.selfLoops()),
                repeats.returns().size(),
                NaiveTouchpoints.distinct(repeats.returns()),
                NaiveTouchpoints.distinct(repeats.both()));
    }
}
