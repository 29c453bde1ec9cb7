package dev.corridor.app.discovery;

import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Decides which scores are shown to readers who may not list customers: the same for every page and call, for
/// everybody and in whatever order they ask, so that nothing small follows from several of them.
///
/// What may be asked for is fixed for each version of a data set: the score of all journeys, of those at a place of
/// the map, of those that begin in a month or have a value of a category, and of those at a touchpoint in such a month
/// or with such a value. Of all these, those are shown from which no combination tells of fewer than 10 customers
/// ([dev.corridor.statistics.disclosure.SafeSums]). Counts of journeys are never held back, but conditions on answers,
/// texts and numbers are, because their counts would tell what is in them.
@Service
public class Disclosure {
    private static final int KEPT = 16;

    private final VersionedCache<JourneyRule, ScoreGroups.Shown> shown;

    Disclosure(VersionedCaches caches) {
        this.shown = caches.ofLatest(KEPT);
    }

    /// @param query as the reader asked it; its conditions can be read
    /// @param small whether the reader may list customers
    /// @throws CorridorException `CLOSED_CONDITION`
    Allowance of(Snapshot snapshot, Query query, boolean small) {
        if (small) {
            return Allowance.EVERYTHING;
        }
        List<Filter> filters = query.filters().stream().map(FilterParser::parse).toList();
        filters.forEach(filter -> requireOpen(filter, snapshot.store().schema()));
        boolean usual = query.asOf().isEmpty()
                && query.journeys()
                        .map(JourneyRules::parse)
                        .filter(rule -> !rule.equals(snapshot.rule()))
                        .isEmpty();
        if (!usual || filters.size() > 1) {
            return Allowance.NOTHING;
        }
        ScoreGroups.Shown groups = shown.get(
                snapshot,
                snapshot.rule(),
                () -> ScoreGroups.shown(
                        snapshot.store(),
                        snapshot.rule(),
                        RecipeZone.of(snapshot.origin().recipe()),
                        snapshot.origin().recipe().scale()));
        Optional<Filter> condition = filters.stream().findFirst().map(Allowance::simple);
        return condition.isPresent() && !ScoreGroups.isSimple(condition.get())
                ? Allowance.NOTHING
                : Allowance.some(groups, condition);
    }

    private static void requireOpen(Filter filter, Schema schema) {
        switch (filter) {
            case Filter.And(List<Filter> parts) -> parts.forEach(part -> requireOpen(part, schema));
            case Filter.Or(List<Filter> parts) -> parts.forEach(part -> requireOpen(part, schema));
            case Filter.Not(Filter part) -> requireOpen(part, schema);
            case Filter.AttributeComparison comparison -> requireOpen(comparison.attribute(), schema);
            case Filter.AttributeIn in -> requireOpen(in.attribute(), schema);
            case Filter.TimeIn ignored -> {}
            case Filter.Passes ignored -> {}
            case Filter.Starts ignored -> {}
            case Filter.Ends ignored -> {}
            case Filter.Drops ignored -> {}
            case Filter.Then ignored -> {}
            case Filter.Later ignored -> {}
            case Filter.Repeats ignored -> {}
            case Filter.DurationComparison ignored -> {}
            case Filter.OutcomeOf ignored -> {}
            case Filter.Path ignored -> {}
        }
    }

    private static void requireOpen(String attribute, Schema schema) {
        int id = schema.idOf(attribute);
        boolean personal = id >= 0
                && switch (schema.attributes().get(id).kind()) {
                    case TEXT, NUMBER -> true;
                    case CATEGORY, SET, TIME -> false;
                };
        if (attribute.equals(Schema.SCORE) || personal) {
            throw new CorridorException(
                    FigureError.CLOSED_CONDITION,
                    "Conditions on \"" + attribute + "\" are for those who may list customers: the counts would tell"
                            + " what single customers answered, paid or waited.",
                    "Take the condition away, or ask an administrator for another role.");
        }
    }
}
