package dev.corridor.app.discovery;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.analysis.score.AnswerScale;
import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.IsoTime;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.score.ScoreReport;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Population;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The answers of the command line's `--json`, asked of a data set.
@Service
public class ApiAnswers {
    private static final int KEPT = 16;
    private static final int PATHS = 20;

    private final Stores stores;
    private final Figures figures;
    private final ScoreAnswers scores;
    private final ScoreWork work;
    private final Clock clock;
    private final VersionedCache<Asked, Answer> answers;
    private final VersionedCache<ScoresAsked, ScoreAnswer> scoreAnswers;

    ApiAnswers(
            Stores stores, Figures figures, ScoreAnswers scores, ScoreWork work, Clock clock, VersionedCaches caches) {
        this.stores = stores;
        this.work = work;
        this.scores = scores;
        this.figures = figures;
        this.clock = clock;
        this.answers = caches.ofLatest(KEPT);
        this.scoreAnswers = caches.ofLatest(KEPT);
    }

    private record Asked(String name, Query query, boolean includeSmall) {}

    private record ScoresAsked(Query query, ScoreWish wish, JourneyRule rule, boolean includeSmall) {}

    /// The object of `mine --json`.
    ///
    /// @param lists whether the caller may list customers; others get no examples that name any
    /// @param includeSmall whether to show scores of few, to those who may list customers
    public Answer mine(Query query, boolean lists, boolean includeSmall) {
        if (!lists) {
            return figures.ask(query, false).answer();
        }
        Snapshot snapshot = stores.current(query.set());
        Query meant = new Query(
                query.set(), query.filters(), Optional.of(JourneyRules.text(rule(query, snapshot))), query.asOf());
        return answers.get(
                snapshot,
                new Asked(snapshot.set().name(), meant, includeSmall),
                () -> figures.mining(
                                snapshot,
                                new Question(
                                        rule(meant, snapshot),
                                        Figures.filters(meant),
                                        AsOf.second(meant.asOf(), snapshot),
                                        RecipeZone.of(snapshot.origin().recipe()),
                                        false,
                                        includeSmall,
                                        PATHS))
                        .answer());
    }

    private static JourneyRule rule(Query query, Snapshot snapshot) {
        return query.journeys().map(JourneyRules::parse).orElseGet(snapshot::rule);
    }

    /// What is asked of scores beside the journeys, as the options of `score`.
    ///
    /// @param by an attribute, `touchpoint` or `month`
    /// @param at only answers given at this touchpoint
    /// @param asked where customers are asked
    public record ScoreWish(
            Optional<String> by, Optional<ScoreKind> measure, Optional<String> at, Optional<String> asked) {
        boolean plain() {
            return by.isEmpty() && at.isEmpty() && asked.isEmpty();
        }
    }

    /// The object of `score --json`.
    ///
    /// @throws CorridorException `LIST_CLOSED` where a caller who may not list customers asks for more than the
    ///     score of all, as small figures could follow from several answers
    public ScoreReport scores(Query query, ScoreWish wish, boolean lists, boolean includeSmall) {
        boolean whole = query.text().isEmpty() && wish.plain();
        if (!lists && !whole) {
            throw new CorridorException(
                    FigureError.LIST_CLOSED,
                    "Scores of parts of the journeys are for those who may list customers.",
                    "Ask for the score of all, or use a token of a role that may list customers.");
        }
        if (!lists) {
            return scores.ask(
                            new ScoreAnswers.Question(query, Optional.empty(), wish.measure(), Optional.empty()), false)
                    .report();
        }
        Snapshot snapshot = stores.current(query.set());
        Recipe recipe = snapshot.origin().recipe();
        JourneyRule rule = rule(query, snapshot);
        ScoreAnswer answer = scoreAnswers.get(
                snapshot,
                new ScoresAsked(query, wish, rule, includeSmall),
                () -> work.answer(
                        snapshot,
                        query,
                        new ScoreQuestion(
                                rule,
                                Figures.filters(query),
                                AsOf.second(query.asOf(), snapshot),
                                RecipeZone.of(recipe),
                                LocalClock.of(recipe, snapshot.store().schema()),
                                AnswerScale.of(recipe, wish.at(), Optional.empty()),
                                wish.measure(),
                                wish.at(),
                                wish.asked(),
                                wish.by(),
                                Population.ENDLESS,
                                clock.instant().plus(Duration.ofDays(1)).getEpochSecond(),
                                includeSmall ? AnswerLimits.NONE : AnswerLimits.USUAL),
                        true));
        return ScoreReport.of(
                answer,
                snapshot.origin().titled(snapshot.set().name()),
                JourneyRules.text(rule),
                Figures.filters(query).stream().map(Filter::text).toList(),
                answer.asOf() == null
                        ? null
                        : IsoTime.text(answer.asOf(), snapshot.store().schema()));
    }
}
