package dev.corridor.map.svg;

import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.List;

/// What a map shows of the whole: each count with the one it is out of.
///
/// @param journeys on paths that are wholly visible
/// @param paths that are wholly visible, among those listed
public record Caption(
        long journeys,
        long allJourneys,
        long touchpoints,
        long allTouchpoints,
        long steps,
        long allSteps,
        long paths,
        long allPaths) {
    /// What is shown, one line.
    public String shows(Wording wording) {
        return wording.say(
                        "shows.journeys",
                        wording.share(journeys, allJourneys),
                        wording.number(journeys),
                        wording.number(allJourneys))
                + ", " + of(wording, "touchpoints", touchpoints, allTouchpoints)
                + ", " + of(wording, "steps", steps, allSteps)
                + ", " + of(wording, "paths", paths, allPaths)
                + ".";
    }

    private static String of(Wording wording, String what, long part, long whole) {
        return wording.say("shows." + what, wording.number(part), wording.number(whole));
    }

    /// What is not shown, one line.
    public String hidden(Wording wording) {
        List<String> left = new ArrayList<>();
        addCount(left, wording, "journeys", allJourneys - journeys);
        addCount(left, wording, "touchpoints", allTouchpoints - touchpoints);
        addCount(left, wording, "steps", allSteps - steps);
        addCount(left, wording, "paths", allPaths - paths);
        return left.isEmpty() ? wording.say("hidden.none") : wording.say("hidden", String.join(", ", left));
    }

    private static void addCount(List<String> words, Wording wording, String key, long number) {
        if (number > 0) {
            words.add(wording.count(key, number));
        }
    }
}
