package dev.corridor.analysis.score;

import dev.corridor.analysis.score.ScoreAnswer.Comparison;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.ClusteredScores;
import dev.corridor.statistics.score.Difference;
import dev.corridor.statistics.score.ManyGroups;
import dev.corridor.statistics.score.ScoreDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Which of the listed groups differ: all pairs of few; each of many, and of those that share answers, with the rest.
final class GroupComparisons {
    private static final double FALSE_DISCOVERIES = 0.05;

    private final Collected all;
    private final AnswerLimits limits;

    GroupComparisons(Collected all) {
        this.all = all;
        limits = all.question.limits();
    }

    /// Groups with a name whose score is shown, largest first: chosen by their number of answers alone.
    private SequencedMap<Integer, ClusteredScores> comparable(Shown shown) {
        SequencedMap<Integer, ClusteredScores> groups = new LinkedHashMap<>();
        for (int i = 0; i < all.listed.size(); i++) {
            Tally tally = all.tally(all.listed.get(i));
            if (all.listed.get(i) != Grouping.NONE && shown.values()[i] && tally.n() > 0) {
                groups.put(all.listed.get(i), tally.scores());
            }
        }
        return groups;
    }

    @Nullable
    String comparedBy(Shown shown) {
        int groups = all.grouping == null ? 0 : comparable(shown).size();
        return groups < 2 ? null : groups <= ManyGroups.MOST_FOR_PAIRS && !all.overlaps() ? "pairs" : "rest";
    }

    List<Comparison> pairs(Shown shown) {
        List<Comparison> list = new ArrayList<>();
        for (ManyGroups.Compared<Integer> pair : ManyGroups.pairs(all.kind.measure(), comparable(shown))) {
            List<Note> notes = new ArrayList<>();
            responseDiffers(pair.group(), pair.other()).ifPresent(notes::add);
            list.add(comparison(
                    pair.group(),
                    all.name(pair.other()),
                    pair.difference(),
                    pair.q(),
                    all.tally(pair.group()).n(),
                    all.tally(pair.other()).n(),
                    Collected.detectable(
                            all.kind.measure(),
                            all.tally(pair.group()).scores(),
                            all.tally(pair.other()).scores()),
                    notes));
        }
        return list;
    }

    /// Whether those who answered were picked differently in two groups.
    private Optional<Note> responseDiffers(int group, int other) {
        Responses a = all.responses(group);
        Responses b = all.responses(other);
        if (a.asked() == 0 || b.asked() == 0) {
            return Optional.empty();
        }
        return ScoreDifference.between(Responses.SHARE, a.sample(), b.sample())
                .answer()
                .filter(difference -> difference.p() < FALSE_DISCOVERIES)
                .map(difference -> new Note(
                        "response-differs",
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of one and %.1f %% of the other answered: the difference may be one of who"
                                        + " answers.",
                                100.0 * a.answered() / a.asked(),
                                100.0 * b.answered() / b.asked())));
    }

    List<Comparison> againstRest(Shown shown) {
        SequencedMap<Integer, ClusteredScores> groups = new LinkedHashMap<>();
        comparable(shown).entrySet().stream()
                .filter(entry -> all.overall.n() - entry.getValue().histogram().n() >= Math.max(1, limits.values()))
                .sorted(Comparator.comparingLong(
                        entry -> -entry.getValue().histogram().n()))
                .limit(Scores.MOST_COMPARED)
                .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
        List<Comparison> list = new ArrayList<>();
        for (ManyGroups.AgainstRest<Integer> rest :
                ManyGroups.againstRest(all.kind.measure(), all.overall.scores(), groups)) {
            long n = all.tally(rest.group()).n();
            ClusteredScores one = all.tally(rest.group()).scores();
            Double detectable = Collected.detectable(
                    all.kind.measure(), one, all.overall.scores().without(one));
            list.add(comparison(
                    rest.group(), null, rest.difference(), rest.q(), n, all.overall.n() - n, detectable, List.of()));
        }
        return list;
    }

    private Comparison comparison(
            int group,
            @Nullable String other,
            Result<Difference> result,
            double q,
            long n,
            long nOther,
            @Nullable Double detectable,
            List<Note> also) {
        Optional<Difference> difference = result.answer();
        List<Note> notes = new ArrayList<>(also);
        difference.ifPresent(found -> notes.addAll(found.warnings()));
        return new Comparison(
                Objects.requireNonNull(all.name(group)),
                other,
                difference.map(Difference::value).orElse(null),
                difference.map(found -> found.interval().low()).orElse(null),
                difference.map(found -> found.interval().high()).orElse(null),
                difference.map(Difference::p).orElse(null),
                difference.isPresent() ? (Double) q : null,
                difference.isPresent() ? detectable : null,
                n,
                nOther,
                Collected.reason(result),
                notes);
    }
}
