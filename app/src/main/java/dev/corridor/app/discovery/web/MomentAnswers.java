package dev.corridor.app.discovery.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentSearch;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.answers.moments.MomentWords;
import dev.corridor.answers.moments.MomentsJson;
import dev.corridor.answers.moments.ScoreRemarks;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/// The object of `moments --json` of a data set, searched once per version.
@Component
class MomentAnswers {
    private static final Duration WITHIN = Duration.ofDays(180);
    private static final int KEPT = 8;

    private final Stores stores;
    private final Cache<Asked, MomentsAnswer> answers =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    MomentAnswers(Stores stores) {
        this.stores = stores;
    }

    private record Asked(long set, long version, MomentQuestion.Outcome outcome, JourneyRule rule, Duration within) {}

    /// @throws dev.corridor.engine.error.CorridorException where conditions are given, or the data cannot answer
    String json(Query query, MomentQuestion.Outcome outcome, Optional<Duration> within, boolean includeSmall) {
        Snapshot snapshot = stores.current(query.set());
        if (!query.filters().isEmpty() || query.asOf().isPresent()) {
            throw ApiQuestion.bad("Moments of truth are searched in all journeys, without conditions.");
        }
        JourneyRule rule = query.journeys().map(JourneyRules::parse).orElseGet(snapshot::rule);
        if (outcome == MomentQuestion.Outcome.SCORE && snapshot.store().schema().idOf(Schema.SCORE) < 0) {
            throw ApiQuestion.bad("There is no score in these data.");
        }
        if (outcome != MomentQuestion.Outcome.SCORE && rule instanceof JourneyRule.ByCustomer) {
            throw ApiQuestion.bad("The outcome needs journeys of which a customer can have several.");
        }
        Recipe recipe = snapshot.origin().recipe();
        MomentsAnswer answer = answers.get(
                new Asked(query.set().value(), snapshot.version(), outcome, rule, within.orElse(WITHIN)),
                asked -> new MomentSearch(
                                snapshot.store(),
                                recipe,
                                new MomentQuestion(
                                        outcome,
                                        rule,
                                        asked.within(),
                                        Optional.empty(),
                                        OptionalDouble.empty(),
                                        List.of(),
                                        RecipeZone.of(recipe),
                                        new HashSet<>(
                                                snapshot.origin().reading().byDay())))
                        .answer()
                        .with(ScoreRemarks.of(outcome, snapshot.origin().reading())));
        return MomentsJson.write(
                answer,
                new MomentWords(recipe, snapshot.set().name()),
                includeSmall ? AnswerLimits.NONE : AnswerLimits.USUAL);
    }
}
