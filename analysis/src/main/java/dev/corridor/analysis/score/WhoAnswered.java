package dev.corridor.analysis.score;

import dev.corridor.analysis.score.ScoreAnswer.GroupResponse;
import dev.corridor.analysis.score.ScoreAnswer.Response;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.ClusteredScores;
import dev.corridor.statistics.score.Difference;
import dev.corridor.statistics.score.ManyGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Who answered: of all journeys that were asked, and of those of each listed group.
final class WhoAnswered {
    private final Collected all;
    private final AnswerLimits limits;

    WhoAnswered(Collected all) {
        this.all = all;
        limits = all.question.limits();
    }

    Response response(Shown shown) {
        boolean counts = all.responses.answered() == 0 || all.responses.answered() >= limits.counts();
        Result<Estimate> rate = Responses.SHARE.of(all.responses.sample());
        Optional<Estimate> value = counts ? rate.answer() : Optional.empty();
        return new Response(
                all.asking.isKnown() ? "touchpoint" : "journeys",
                all.asking.names(all.store.touchpoints()),
                all.responses.asked(),
                counts ? (Long) all.responses.answered() : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                counts ? Collected.reason(rate) : Collected.FOLLOWS,
                all.unasked == 0 || all.unasked >= limits.counts() ? (Long) all.unasked : null,
                groupResponses(shown));
    }

    private List<GroupResponse> groupResponses(Shown shown) {
        long[] answered = all.listed.stream()
                .mapToLong(group -> all.responses(group).answered())
                .toArray();
        boolean[] visible = visible(shown, answered);
        ClusteredScores whole = all.overlaps() ? all.responses.sample() : all.pool.sample();
        SequencedMap<Integer, ClusteredScores> compared = new LinkedHashMap<>();
        boolean differ = 0 < all.responses.answered() && all.responses.answered() < all.responses.asked();
        for (int i = 0; differ && i < all.listed.size() && compared.size() < Scores.MOST_COMPARED; i++) {
            Responses group = all.responses(all.listed.get(i));
            boolean others = group.asked() < whole.histogram().n();
            if (visible[i] && group.asked() > 0 && others) {
                compared.put(all.listed.get(i), group.sample());
            }
        }
        Map<Integer, ManyGroups.AgainstRest<Integer>> differences = new HashMap<>();
        ManyGroups.againstRest(Responses.SHARE, whole, compared)
                .forEach(difference -> differences.put(difference.group(), difference));
        List<GroupResponse> list = new ArrayList<>();
        for (int i = 0; i < all.listed.size(); i++) {
            list.add(groupResponse(
                    all.listed.get(i), visible[i], Optional.ofNullable(differences.get(all.listed.get(i)))));
        }
        if (!all.ordered()) {
            list.sort(Comparator.comparingLong(group -> -group.asked()));
        }
        return list;
    }

    /// Whether the number of journeys that answered is shown: where that of answers is, and no few would follow.
    private boolean[] visible(Shown shown, long[] answered) {
        boolean[] visible = shown.counts().clone();
        Shown alone = Shown.of(answered, Math.max(0, all.pool.answered() - sum(answered)), limits);
        boolean few = false;
        for (int i = 0; i < visible.length; i++) {
            few |= visible[i] && answered[i] > 0 && answered[i] < limits.counts();
        }
        for (int i = 0; few && i < visible.length; i++) {
            visible[i] &= alone.counts()[i];
        }
        return visible;
    }

    private static long sum(long[] numbers) {
        return Arrays.stream(numbers).sum();
    }

    private GroupResponse groupResponse(
            int group, boolean shown, Optional<ManyGroups.AgainstRest<Integer>> againstRest) {
        Responses asked = all.responses(group);
        Result<Estimate> rate = Responses.SHARE.of(asked.sample());
        Optional<Estimate> value = shown ? rate.answer() : Optional.empty();
        Optional<Difference> difference =
                againstRest.flatMap(rest -> rest.difference().answer());
        return new GroupResponse(
                all.name(group),
                asked.asked(),
                shown ? (Long) asked.answered() : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                difference.map(Difference::value).orElse(null),
                difference.map(found -> found.interval().low()).orElse(null),
                difference.map(found -> found.interval().high()).orElse(null),
                difference.map(Difference::p).orElse(null),
                difference.isPresent()
                        ? againstRest.map(ManyGroups.AgainstRest::q).orElse(null)
                        : null,
                shown ? Collected.reason(rate) : Collected.FOLLOWS);
    }
}
