package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Value;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// One journey on a time line, with all that its records say.
///
/// @param steps in the journey's order, at most [SingleJourneys#MOST_STEPS]
/// @param more steps that are not listed
/// @param values of its key and its customer, as the journey has them
public record OneJourney(
        Answered answered, JourneyList.Row row, List<Step> steps, int more, SequencedMap<String, Value> values) {
    public OneJourney {
        steps = List.copyOf(steps);
    }

    /// One interaction.
    ///
    /// @param second since 1970; empty without a time
    /// @param waited seconds since the interaction before it; empty where one of the two has no time
    /// @param imports the import that brought its record; empty where the database holds another version by now
    /// @param values its own, comments included
    public record Step(
            String touchpoint,
            OptionalLong second,
            OptionalLong waited,
            List<ImportId> imports,
            Map<String, Value> values) {
        public Step {
            imports = List.copyOf(imports);
            values = Map.copyOf(values);
        }
    }
}
