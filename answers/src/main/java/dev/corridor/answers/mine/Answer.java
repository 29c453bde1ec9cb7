package dev.corridor.answers.mine;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.corridor.map.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `mine` found, in names and numbers: the object of `mine --json` (`docs/reference/mine.schema.json`),
/// to which fields may be added and never changed. Times are ISO 8601, with an offset only where the source
/// had one; counts include open journeys.
///
/// @param title name of the data set
/// @param files the tables that were read
/// @param rule the journey rule, as on the command line
/// @param filters conditions in force, in canonical form
/// @param asOf the time every figure is true at; null where no interaction has a time
/// @param journeys all journeys
/// @param open those that are open; 0 where no end touchpoints are named
/// @param completed those that reached an end touchpoint
/// @param droppedOut those that did not and are older than nearly all completed ones
/// @param customers null where no customer is known
/// @param touchpoints how many occur
/// @param paths how many distinct ones
/// @param edges how many distinct pairs follow one another
/// @param outside interactions that belong to no journey under the rule
/// @param exact whether medians and 90 % points are exact, else within 1.6 %
public record Answer(
        String title,
        List<String> files,
        String rule,
        List<String> filters,
        @Nullable String asOf,
        long journeys,
        long open,
        long completed,
        long droppedOut,
        @Nullable Long customers,
        long interactions,
        int touchpoints,
        long paths,
        int edges,
        @Nullable String from,
        @Nullable String to,
        long outside,
        boolean exact,
        List<TouchpointCount> touchpointCounts,
        List<Edge> flow,
        List<Count> starts,
        List<Count> ends,
        List<Path> topPaths,
        OtherPaths otherPaths,
        Durations durations,
        List<Loop> loops,
        @Nullable Scores scores,
        long rows,
        Rejected rejected,
        List<Finding> findings) {

    /// Interactions at a touchpoint, and the journeys that pass it.
    ///
    /// @param repeats interactions beyond the first of a journey
    /// @param meanScore of the journeys that pass it; null where few are scored
    /// @param meanScoreLow with `meanScoreHigh` its 95 % interval; null where there is none
    public record TouchpointCount(
            String touchpoint,
            long interactions,
            long journeys,
            long repeats,
            @Nullable Double meanScore,
            long scored,
            @Nullable Double meanScoreLow,
            @Nullable Double meanScoreHigh) {}

    /// Passages from one touchpoint directly to another, and their times; null where no passage has a time.
    public record Edge(
            String from,
            String to,
            long count,
            long journeys,
            @Nullable Double minSeconds,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds,
            @Nullable Double meanSeconds,
            @Nullable Double maxSeconds) {}

    /// Journeys by a touchpoint.
    public record Count(String touchpoint, long journeys) {}

    /// A distinct path.
    ///
    /// @param share of the journeys, 0 to 1
    /// @param medianSeconds from the first to the last interaction; null where none has a time
    /// @param meanScore null where few journeys are scored
    /// @param meanScoreLow with `meanScoreHigh` its 95 % interval; null where there is none
    public record Path(
            List<String> path,
            long count,
            double share,
            @Nullable Double medianSeconds,
            @Nullable Double meanScore,
            long scored,
            @Nullable Double meanScoreLow,
            @Nullable Double meanScoreHigh) {}

    /// The paths beyond those listed.
    public record OtherPaths(long paths, long journeys) {}

    /// How long journeys take.
    ///
    /// @param method `quantile type 7`, or `Kaplan-Meier` where journeys are open
    /// @param finished journeys that are not open and have a time
    /// @param singles journeys of a single interaction, which take no time
    /// @param othersMedianSeconds median of those that are not; null where there are none, where journeys are
    /// open, and where some have no time
    public record Durations(
            String method,
            long finished,
            @Nullable Double minSeconds,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds,
            @Nullable Double meanSeconds,
            @Nullable Double maxSeconds,
            long singles,
            @Nullable Double othersMedianSeconds) {}

    /// How often journeys come back to a touchpoint.
    ///
    /// @param selfLoops directly
    /// @param returns after something else
    /// @param journeys that do either
    public record Loop(String touchpoint, long selfLoops, long returns, long journeys) {}

    /// The score over all journeys.
    ///
    /// @param from lowest answer of the scale; null where the recipe does not say
    /// @param low with `high` the 95 % interval of the mean; null where there is none
    public record Scores(
            long scored,
            @Nullable Double mean,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double low,
            @Nullable Double high) {}

    /// Rows and cells that were not used.
    public record Rejected(long rows, List<Reason> reasons) {}

    public record Reason(String code, String sentence, long count, List<Place> examples) {
        /// What it means for the figures and what to do, in English; empty where nothing is known.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public String advice() {
            return FindingWords.advice(this).map(text -> text.in(Language.EN)).orElse("");
        }
    }

    public record Place(String file, long line, String column, String value) {}

    /// Something about the data that people should know.
    ///
    /// @param denominator what `count` is out of
    public record Finding(
            String code, String subject, long count, long denominator, String sentence, List<String> examples) {
        /// Code of files that were given and not used; its examples are their names.
        public static final String UNUSED_FILE = "unused-file";

        /// What it means for the figures and what to do, in English; empty where nothing is known.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public String advice() {
            return FindingWords.advice(this).map(text -> text.in(Language.EN)).orElse("");
        }
    }
}
