package dev.corridor.app.discovery;

import dev.corridor.app.interaction.Value;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Interactions one under another, with what lies between them, in the reader's language.
///
/// @param more interactions that are not listed
public record TimeLine(List<Stop> stops, int more) {
    public TimeLine {
        stops = List.copyOf(stops);
    }

    /// One interaction.
    ///
    /// @param id of the touchpoint
    /// @param waited since the one before it; empty where unknown
    /// @param when empty where the data have no time
    /// @param quotes texts, such as comments
    /// @param source the import that brought it
    public record Stop(
            String id,
            String touchpoint,
            String when,
            String waited,
            boolean longest,
            List<Named> values,
            List<String> quotes,
            String source) {
        public Stop {
            values = List.copyOf(values);
            quotes = List.copyOf(quotes);
        }
    }

    /// A value with its name.
    public record Named(String name, String value) {}

    /// @param sources names of imports
    public static TimeLine of(OneJourney journey, Wording words, Function<Long, String> sources) {
        Recipe recipe = journey.answered().snapshot().origin().recipe();
        Schema schema = journey.answered().snapshot().store().schema();
        LocalTime clock = LocalTime.of(journey.answered().snapshot());
        long most = journey.steps().stream()
                .mapToLong(step -> step.waited().orElse(0))
                .max()
                .orElse(0);
        List<Stop> stops = new ArrayList<>();
        for (OneJourney.Step step : journey.steps()) {
            List<Named> values = new ArrayList<>();
            List<String> quotes = new ArrayList<>();
            step.values().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(schema::idOf)))
                    .forEach(value -> {
                        String text = ValueWords.say(value.getValue(), words, clock);
                        if (isText(schema, value.getKey())) {
                            quotes.add(text);
                        } else {
                            values.add(new Named(value.getKey(), text));
                        }
                    });
            stops.add(new Stop(
                    step.touchpoint(),
                    recipe.displayName(step.touchpoint(), words.language().tag()),
                    step.second().isPresent()
                            ? words.moment(clock.at(step.second().getAsLong()))
                            : "",
                    step.waited().isPresent() ? words.duration(step.waited().getAsLong()) : "",
                    step.waited().isPresent() && step.waited().getAsLong() == most && most > 0,
                    values,
                    quotes,
                    step.imports().stream()
                            .findFirst()
                            .map(found -> sources.apply(found.value()))
                            .orElse("")));
        }
        return new TimeLine(stops, journey.more());
    }

    private static boolean isText(Schema schema, String attribute) {
        return schema.attribute(attribute)
                .filter(found -> found.kind() == Attribute.Kind.TEXT)
                .isPresent();
    }

    /// Values of a journey's key and customer.
    ///
    /// @param customers whether those of its customer are wanted, else those of its key
    public static List<Named> values(OneJourney journey, boolean customers, Wording words) {
        LocalTime clock = LocalTime.of(journey.answered().snapshot());
        Schema schema = journey.answered().snapshot().store().schema();
        List<Named> values = new ArrayList<>();
        for (Map.Entry<String, Value> value : journey.values().entrySet()) {
            boolean ofCustomer = schema.attribute(value.getKey())
                    .filter(attribute -> attribute.level() == Attribute.Level.CUSTOMER)
                    .isPresent();
            if (ofCustomer == customers) {
                values.add(new Named(value.getKey(), ValueWords.say(value.getValue(), words, clock)));
            }
        }
        return values;
    }
}
