package dev.corridor.analysis.score;

import dev.corridor.analysis.score.ScoreAnswer.Figure;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import dev.corridor.analysis.score.ScoreAnswer.Overall;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Population;
import dev.corridor.statistics.score.Ranking;
import dev.corridor.statistics.score.ScoreHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The scores of all and of the listed groups, as far as they may be shown.
final class ScoreFigures {
    private final Collected all;
    private final AnswerLimits limits;

    ScoreFigures(Collected all) {
        this.all = all;
        limits = all.question.limits();
    }

    Overall overall() {
        Population population = all.question.population();
        Result<Estimate> result = score(all.overall, population);
        Optional<Estimate> value = result.answer();
        boolean counts = all.overall.n() == 0 || shownCount(all.overall);
        ScoreHistogram answers = all.overall.histogram();
        boolean split = shownValue(all.overall);
        return new Overall(
                counts ? (Long) all.overall.n() : null,
                counts ? customers(all.overall) : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                split ? (Long) answers.promoters() : null,
                split ? (Long) answers.passives() : null,
                split ? (Long) answers.detractors() : null,
                mean(all.overall, split, population),
                value.map(Estimate::effectiveN).orElse(null),
                population.endless() ? null : (Long) population.size(),
                value.isPresent()
                        ? Collected.detectable(all.kind.measure(), all.overall.scores(), all.overall.scores())
                        : null,
                value.map(Estimate::method).orElse(null),
                Collected.reason(result),
                value.map(Estimate::assumptions).orElse(List.of()),
                value.map(Estimate::warnings).orElse(List.of()));
    }

    private boolean shownCount(Tally tally) {
        return Math.min(tally.n(), tally.people()) >= limits.counts();
    }

    private boolean shownValue(Tally tally) {
        return shownCount(tally) && tally.n() > 0 && tally.n() >= limits.values();
    }

    private static @Nullable Long customers(Tally tally) {
        return tally.n() > 0 && tally.knownCustomers() == 0 ? null : (Long) tally.knownCustomers();
    }

    private Figure mean(Tally tally, boolean shown, Population population) {
        if (!shown) {
            return new Figure(
                    null,
                    null,
                    null,
                    tally.n() == 0 ? new Note("no-answers", "There are no answers.") : Collected.FOLLOWS);
        }
        Result<Estimate> result = limits.apply(Measure.MEAN.of(tally.means(), population), tally.people());
        return result.answer()
                .map(estimate -> new Figure(
                        estimate.value(),
                        estimate.interval().low(),
                        estimate.interval().high(),
                        null))
                .orElseGet(() -> new Figure(null, null, null, Collected.reason(result)));
    }

    private Result<Estimate> score(Tally tally, Population population) {
        return limits.apply(all.kind.measure().of(tally.scores(), population), tally.people());
    }

    List<Group> groups(Shown shown) {
        SequencedMap<Integer, Result<Estimate>> results = new LinkedHashMap<>();
        for (int i = 0; i < all.listed.size(); i++) {
            Tally tally = all.tally(all.listed.get(i));
            results.put(
                    all.listed.get(i),
                    shown.values()[i] || tally.n() == 0
                            ? score(tally, Population.ENDLESS)
                            : new Result.Suppressed<>(
                                    tally.n(), shown.counts()[i] ? countsOnly(tally) : Collected.FOLLOWS));
        }
        Map<Integer, Ranking.Standing> standings = new HashMap<>();
        score(all.overall, Population.ENDLESS)
                .answer()
                .ifPresent(whole -> Ranking.against(whole.value(), results)
                        .forEach(placed -> standings.put(placed.group(), placed.standing())));
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < all.listed.size(); i++) {
            int group = all.listed.get(i);
            groups.add(group(
                    group,
                    Objects.requireNonNull(results.get(group)),
                    shown.counts()[i],
                    shown.values()[i],
                    Optional.ofNullable(standings.get(group))));
        }
        if (!all.ordered()) {
            groups.sort(Comparator.comparingLong((Group group) -> group.n() == null ? 0 : -group.n()));
        }
        return groups;
    }

    private Note countsOnly(Tally tally) {
        return tally.n() < limits.values()
                ? new Note("counts-only", "Fewer than " + limits.values() + " answers: only counts are shown.")
                : Collected.FOLLOWS;
    }

    private Group group(
            int code, Result<Estimate> result, boolean count, boolean split, Optional<Ranking.Standing> standing) {
        Tally tally = all.tally(code);
        Optional<Estimate> value = result.answer();
        boolean some = split && tally.n() > 0;
        String side = null;
        Integer rank = null;
        if (tally.n() >= AnswerLimits.USUAL.values()
                && standing.isPresent()
                && standing.get() instanceof Ranking.Standing.Ranked(int place, Ranking.Side where)) {
            side = where.name().toLowerCase(Locale.ROOT);
            rank = place;
        }
        ScoreHistogram answers = tally.histogram();
        return new Group(
                all.name(code),
                count ? (Long) tally.n() : null,
                count ? customers(tally) : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                some ? (Long) answers.promoters() : null,
                some ? (Long) answers.passives() : null,
                some ? (Long) answers.detractors() : null,
                mean(tally, some, Population.ENDLESS),
                side,
                rank,
                Collected.reason(result),
                value.map(Estimate::warnings).orElse(List.of()));
    }
}
