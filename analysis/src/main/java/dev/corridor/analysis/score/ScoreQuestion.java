package dev.corridor.analysis.score;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Population;
import dev.corridor.statistics.score.Scale;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is asked about scores.
///
/// @param rule what makes a journey
/// @param filters all must hold for a journey to count
/// @param asOf second at which journeys are seen; empty: that of the last interaction
/// @param zone in which filters read days of instants
/// @param clock by which months are told
/// @param scale on which was answered
/// @param kind empty: the usual one of the scale
/// @param at the only touchpoint whose answers count
/// @param asked the touchpoint at which customers are asked
/// @param by `touchpoint` or `month` of the answer, `visited` touchpoints, the month in which the journey has `begun`,
///     or the name of an attribute
/// @param population customers (where none is known, journeys) of whom those who answered are a part, and of whom
///     alone the figure of all speaks; without end: of those to come too
/// @param now second, as the store counts, after which an answer cannot have been given
/// @param limits how many answers a figure needs
public record ScoreQuestion(
        JourneyRule rule,
        List<Filter> filters,
        OptionalLong asOf,
        ZoneId zone,
        LocalClock clock,
        Scale scale,
        Optional<ScoreKind> kind,
        Optional<String> at,
        Optional<String> asked,
        Optional<String> by,
        Population population,
        long now,
        AnswerLimits limits) {
    public ScoreQuestion {
        filters = List.copyOf(filters);
    }
}
