package dev.corridor.analysis.score;

import dev.corridor.analysis.score.ScoreAnswer.AnswerRange;
import dev.corridor.analysis.score.ScoreAnswer.OtherGroups;
import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.score.Scale;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers a question about scores: who answered, the score of all, those of groups, and which groups differ.
///
/// Every answer counts; the error respects that a customer may answer several times. An unknown customer is one
/// per journey. Walks the journeys up to three times; memory grows with the customers who answered and with the
/// listed groups, not with the number of groups.
public final class Scores {
    /// Groups that are listed, those with the most answers first.
    static final int MOST_GROUPS = 1_000;

    /// Groups of which each is compared with the rest.
    static final int MOST_COMPARED = 200;

    /// Groups of a set that are listed.
    static final int MOST_OVERLAPPING = 100;

    private final ScoreQuestion question;
    private final OptionalInt at;
    private final JourneyLog log;
    private final JourneySelection selection;
    private final BitSet answeredAt;
    private final List<Note> warnings = new ArrayList<>();
    private final Collected all;

    private Scores(Store store, ScoreQuestion question) {
        this.question = question;
        if (store.schema().idOf(Schema.SCORE) < 0) {
            throw new CorridorException(
                    ScoreError.NO_SCORE,
                    "The data hold no score.",
                    "Say in the recipe which column holds the answers: score: {column: stars, scale: 1..5}.");
        }
        at = question.at().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Asking.code(store.touchpoints(), question.at().get(), "--at"));
        Grouping grouping = question.by()
                .map(by -> Grouping.of(by, store, question.clock()))
                .orElse(null);
        log = question.asOf().isPresent()
                ? store.journeys(question.rule(), question.asOf().getAsLong())
                : store.journeys(question.rule());
        JourneySelection selected = log.all();
        for (Filter filter : question.filters()) {
            selected = ResolvedFilter.of(filter, store, question.zone()).select(selected);
        }
        selection = selected;
        FirstLook look = FirstLook.at(store, question, selection, at);
        answeredAt = look.answeredAt();
        warnings.addAll(look.warnings());
        all = new Collected(store, question, grouping, Asking.of(store.touchpoints(), answeredAt, question.asked()));
    }

    public static ScoreAnswer of(Store store, ScoreQuestion question) {
        Scores scores = new Scores(store, question);
        if (scores.all.grouping != null) {
            scores.choose(scores.all.grouping);
        }
        scores.collect();
        return scores.answer();
    }

    private JourneyAnswers walk(Consumer<JourneyAnswers> step) {
        return JourneyAnswers.walk(selection, question.scale(), at, step);
    }

    // Second walk: which groups are listed

    private void choose(Grouping by) {
        Map<Integer, long[]> sizes = new HashMap<>();
        walk(answers -> {
            for (int i = 0; i < answers.count(); i++) {
                for (int group : by.ofAnswer(answers.part(), answers.journey(), answers.interaction(i))) {
                    sizes.computeIfAbsent(group, key -> new long[2])[0]++;
                }
            }
            forAsked(by, answers, (group, answered) -> sizes.computeIfAbsent(group, key -> new long[2])[1]++);
        });
        int most = by.overlaps() ? MOST_OVERLAPPING : MOST_GROUPS;
        List<Integer> bySize = sizes.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, long[]> entry) -> -entry.getValue()[0])
                        .thenComparingLong(entry -> -entry.getValue()[1])
                        .thenComparing(Map.Entry::getKey, withNoneLast(by)))
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> chosen = new ArrayList<>(bySize.subList(0, Math.min(most, bySize.size())));
        bySize.stream().skip(most).forEach(group -> {
            all.otherGroups++;
            all.otherAnswers += sizes.getOrDefault(group, new long[2])[0];
        });
        if (by.ordered()) {
            chosen.sort(withNoneLast(by));
        }
        chosen.forEach(group -> all.list(group, by.overlaps()));
    }

    private static Comparator<Integer> withNoneLast(Grouping by) {
        return Comparator.comparing((Integer group) -> group == Grouping.NONE)
                .thenComparing((a, b) -> a.equals(b) ? 0 : by.order().compare(a, b));
    }

    private interface Asked {
        void in(int group, boolean answered);
    }

    /// Tells every group in which a journey was asked. By touchpoint a journey is asked once per touchpoint at which
    /// answers are given.
    private void forAsked(Grouping by, JourneyAnswers answers, Asked asked) {
        Journeys part = answers.part();
        int journey = answers.journey();
        if (by instanceof Grouping.ByTouchpoint) {
            for (int touchpoint : answeredAt.stream().toArray()) {
                if (all.asking.asked(touchpoint, part, journey)) {
                    boolean answered = false;
                    for (int i = 0; i < answers.count(); i++) {
                        answered |= answers.touchpoint(i) == touchpoint;
                    }
                    asked.in(touchpoint, answered);
                }
            }
            return;
        }
        int first = all.asking.first(part, journey);
        if (first >= 0 || !all.asking.isKnown()) {
            for (int group : by.ofJourney(part, journey, first)) {
                asked.in(group, answers.count() > 0);
            }
        }
    }

    // Third walk: answers and responses by customer

    private void collect() {
        walk(answers -> {
            long customer = answers.customer();
            if (!all.asking.isKnown() || all.asking.first(answers.part(), answers.journey()) >= 0) {
                all.responses.add(customer, answers.count() > 0);
            } else {
                all.unasked += answers.count();
            }
            for (int i = 0; i < answers.count(); i++) {
                all.overall.add(customer, answers.score(i));
            }
            if (all.grouping != null) {
                collect(all.grouping, answers);
            }
        });
    }

    private void collect(Grouping by, JourneyAnswers answers) {
        long customer = answers.customer();
        int before = (int) (all.overall.n() - answers.count());
        for (int i = 0; i < answers.count(); i++) {
            for (int group : by.ofAnswer(answers.part(), answers.journey(), answers.interaction(i))) {
                all.add(group, customer, answers.score(i), before + i);
            }
        }
        forAsked(by, answers, (group, answered) -> all.add(group, customer, answered));
    }

    // The answer

    private ScoreAnswer answer() {
        Shown shown = all.shown();
        ScoreFigures figures = new ScoreFigures(all);
        GroupComparisons comparisons = new GroupComparisons(all);
        String comparedBy = comparisons.comparedBy(shown);
        Scale scale = question.scale();
        warn();
        return new ScoreAnswer(
                all.kind.name().toLowerCase(Locale.ROOT),
                all.kind.unit(),
                new AnswerRange(scale.low(), scale.high()),
                log.asOf().isPresent() ? log.asOf().getAsLong() : null,
                new WhoAnswered(all).response(shown),
                figures.overall(),
                question.by().orElse(null),
                figures.groups(shown),
                new OtherGroups(all.otherGroups, all.otherGroups == 0 ? (Long) 0L : shownOthers()),
                comparedBy,
                comparedBy == null
                        ? List.of()
                        : comparedBy.equals("pairs") ? comparisons.pairs(shown) : comparisons.againstRest(shown),
                warnings);
    }

    private @Nullable Long shownOthers() {
        return all.otherAnswers == 0 || all.otherAnswers >= question.limits().counts() ? all.otherAnswers : null;
    }

    private void warn() {
        if (all.responses.answered() > 0
                && all.responses.answered() >= question.limits().counts()
                && all.responses.answered() == all.responses.asked()) {
            warnings.add(new Note(
                    "only-answers",
                    (all.asking.isKnown() ? "Everybody who was asked answered" : "Every journey has an answer")
                            + ": perhaps the data hold only those who did, and who stayed silent cannot be seen."));
        }
        if (all.unasked >= Math.max(1, question.limits().counts())) {
            warnings.add(new Note(
                    "answers-of-all.unasked",
                    Plural.of(all.unasked, "answer belongs", "answers belong")
                            + " to journeys that were not asked by these data; they count in the score and not in the"
                            + " response rate."));
        }
        if (all.grouping instanceof Grouping.ByMonth && question.clock().assumed()) {
            warnings.add(new Note(
                    "months-of-utc",
                    "Times are instants and the recipe names no zone: months are those of UTC. Say zone: in the"
                            + " recipe."));
        }
        if (all.grouping != null && all.grouping.overlaps()) {
            warnings.add(new Note(
                    "groups-overlap", "An answer may stand in several groups, so that the groups have no total."));
        }
    }
}
