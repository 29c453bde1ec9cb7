package dev.corridor.analysis.score;

import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.score.Scale;
import dev.corridor.statistics.score.ScoreHistogram;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where answers are given, and which cannot be used or may be wrong.
final class FirstLook {
    private static final int SUSPICIOUS = 30;

    private final ScoreQuestion question;
    private final Scale scale;
    private final SortedMap<Integer, ScoreHistogram> byTouchpoint = new TreeMap<>();
    private final List<Note> warnings = new ArrayList<>();

    private FirstLook(ScoreQuestion question) {
        this.question = question;
        scale = question.scale();
    }

    /// @param at code of the only touchpoint whose answers count
    static FirstLook at(Store store, ScoreQuestion question, JourneySelection selection, OptionalInt at) {
        FirstLook look = new FirstLook(question);
        look.walk(selection, at);
        look.byTouchpoint.forEach((touchpoint, answers) ->
                look.suspectOtherScale(store.touchpoints().name(touchpoint), answers));
        return look;
    }

    /// Touchpoints at which answers are given.
    BitSet answeredAt() {
        BitSet touchpoints = new BitSet();
        byTouchpoint.keySet().forEach(touchpoints::set);
        return touchpoints;
    }

    List<Note> warnings() {
        return warnings;
    }

    private void walk(JourneySelection selection, OptionalInt at) {
        long[] future = new long[1];
        List<String> futureAt = new ArrayList<>();
        JourneyAnswers seen = JourneyAnswers.walk(selection, scale, at, answers -> {
            for (int i = 0; i < answers.count(); i++) {
                long second = answers.part().second(answers.interaction(i));
                if (second > question.now() && future[0]++ < JourneyAnswers.EXAMPLES) {
                    futureAt.add(question.clock().day(second) + " (journey "
                            + answers.part().keyName(answers.journey()) + ")");
                }
                byTouchpoint
                        .computeIfAbsent(answers.touchpoint(i), touchpoint -> new ScoreHistogram(scale))
                        .add(answers.score(i));
            }
        });
        if (future[0] > 0) {
            warnings.add(new Note(
                    "future-answers",
                    Plural.of(future[0], "answer is", "answers are") + " dated after today: "
                            + String.join(", ", futureAt)
                            + ". They count; mend them at the source, or leave them out with --as-of."));
        }
        if (seen.fractional() > 0) {
            warnings.add(new Note(
                    "not-whole",
                    Plural.of(
                                    seen.fractional(),
                                    "answer is no whole number and is",
                                    "answers are no whole numbers and are")
                            + " left out: " + seen.fractionalAt()
                            + ". Mend them at the source, or bring the scale to whole steps."));
        }
        if (seen.outside() > 0) {
            warnings.add(new Note(
                    "outside-scale",
                    Plural.of(seen.outside(), "answer lies", "answers lie") + " outside " + scale + ", left out: "
                            + seen.outsideAt() + ". Mend them at the source, or give the scale they were asked on."));
        }
    }

    /// Answers on 1 to 5 or 1 to 7 that were put into a longer scale.
    private void suspectOtherScale(String touchpoint, ScoreHistogram answers) {
        long n = answers.n();
        if (n < SUSPICIOUS || scale.high() < 10) {
            return;
        }
        for (Scale other : List.of(Scale.ONE_TO_FIVE, Scale.ONE_TO_SEVEN)) {
            long within = 0;
            for (int score = other.low(); score <= other.high(); score++) {
                within += answers.count(score);
            }
            if (within == n) {
                warnings.add(new Note(
                        "other-scale-likely",
                        "All " + Plural.number(n) + " answers at " + touchpoint + " lie within " + other
                                + ", on a scale of " + scale
                                + ": were they asked on another scale? Then bring them to one scale, or ask about them"
                                + " alone with --at."));
                return;
            }
        }
    }
}
