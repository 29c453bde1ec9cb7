package dev.corridor.app.discovery.web;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.answers.moments.MomentWords;
import dev.corridor.answers.moments.MomentsJson;
import dev.corridor.app.discovery.Allowance;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.MomentSearches;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The object of `moments --json` of a data set, searched once per version.
@Component
class MomentAnswers {
    private static final Duration WITHIN = Duration.ofDays(180);

    private final Stores stores;
    private final MomentSearches searches;
    private final Figures figures;

    MomentAnswers(Stores stores, MomentSearches searches, Figures figures) {
        this.stores = stores;
        this.searches = searches;
        this.figures = figures;
    }

    /// @param lists whether the caller may list customers
    /// @param includeSmall whether to show means of few, to those who may
    /// @throws dev.corridor.engine.error.CorridorException where conditions are given, or the data cannot answer
    String json(
            Query query,
            MomentQuestion.Outcome outcome,
            Optional<Duration> within,
            boolean lists,
            boolean includeSmall) {
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
        MomentSearches.Question question =
                new MomentSearches.Question(query.set(), outcome, rule, within.orElse(WITHIN));
        Allowance allowance = figures.ask(query, lists).allowance();
        MomentSearches.requireOpen(question, allowance);
        MomentSearches.Found found = searches.await(question);
        return MomentsJson.write(
                found.shown(allowance),
                new MomentWords(found.recipe(), snapshot.set().name()),
                lists && includeSmall ? AnswerLimits.NONE : AnswerLimits.USUAL);
    }
}
