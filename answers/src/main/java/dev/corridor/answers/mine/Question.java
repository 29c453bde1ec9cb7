package dev.corridor.answers.mine;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/// What is asked of a store.
///
/// @param filters all must hold
/// @param asOf second at which the journeys are seen; empty: that of the last interaction
/// @param zone in which days of instants are read
/// @param exact whether medians must be exact however large the data
/// @param includeSmall whether scores of few journeys are shown
/// @param paths how many paths are listed
/// @param detailed of how many paths durations and scores are worked out, for a report that lists more
public record Question(
        JourneyRule rule,
        List<Filter> filters,
        OptionalLong asOf,
        ZoneId zone,
        boolean exact,
        boolean includeSmall,
        int paths,
        int detailed) {
    public Question {
        filters = List.copyOf(filters);
        detailed = Math.max(paths, detailed);
    }

    /// A question that wants durations and scores of the listed paths alone.
    public Question(
            JourneyRule rule,
            List<Filter> filters,
            OptionalLong asOf,
            ZoneId zone,
            boolean exact,
            boolean includeSmall,
            int paths) {
        this(rule, filters, asOf, zone, exact, includeSmall, paths, paths);
    }
}
