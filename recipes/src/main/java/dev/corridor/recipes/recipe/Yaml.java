package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The part of YAML that recipes and plans are written in: one document of mappings, lists and texts, each with its
/// place. Every scalar is its text, so `no`, `1e3` or `~` mean themselves. Aliases, anchors, tags, repeated
/// keys, a second document and more than [#DEPTH] levels are refused with their line and column.
public sealed interface Yaml {
    /// How deep lists and mappings may be nested.
    int DEPTH = 20;

    /// How many characters a document may have.
    int LENGTH = 1_000_000;

    Place place();

    /// A line and column, both from 1.
    ///
    /// @param document what people call what they wrote, such as `The recipe`
    record Place(String document, int line, int column) {
        static Place start(String document) {
            return new Place(document, 1, 1);
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /// @param plain whether it was written without quotes
    record Scalar(Place place, String text, boolean plain) implements Yaml {}

    record Items(Place place, List<Yaml> items) implements Yaml {}

    record Mapping(Place place, Map<String, Entry> entries) implements Yaml {}

    /// @param place of the key
    record Entry(Place place, Yaml value) {}

    /// Reads the whole text of a recipe.
    ///
    /// @throws CorridorException `RECIPE_SYNTAX` naming the place
    static Yaml read(String text) {
        return read("The recipe", text);
    }

    /// Reads a whole text.
    ///
    /// @param document what people call it, such as `The recipe`
    /// @throws CorridorException `RECIPE_SYNTAX` naming the place
    static Yaml read(String document, String text) {
        Place start = Place.start(document);
        if (text.length() > LENGTH) {
            throw syntax(start, "is longer than " + LENGTH + " characters", "Is this the right file?");
        }
        LoadSettings settings = LoadSettings.builder()
                .setParseComments(false)
                .setLabel(document)
                .build();
        try {
            Reading reading =
                    new Reading(document, new Parse(settings).parseString(text).iterator());
            return reading.document();
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> new Place(document, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(start);
            throw syntax(place, "is no YAML: " + e.getProblem(), "Mend the line; check indentation and quotes.");
        } catch (YamlEngineException e) {
            String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
            throw syntax(start, "is no YAML: " + problem, "Save it as plain UTF-8 text.");
        }
    }

    private static CorridorException syntax(Place place, String problem, String remedy) {
        return new CorridorException(
                RecipeError.RECIPE_SYNTAX, place.document() + ", " + place + ", " + problem + ".", remedy);
    }

    /// Builds the tree from events.
    final class Reading {
        private final String document;
        private final java.util.Iterator<Event> events;

        private Reading(String document, java.util.Iterator<Event> events) {
            this.document = document;
            this.events = events;
        }

        private Yaml document() {
            Event event = events.next();
            while (isAround(event)) {
                if (!events.hasNext()) {
                    throw syntax(Place.start(document), "is empty", "Write its keys, one per line.");
                }
                event = events.next();
            }
            Yaml root = node(event, 0);
            while (events.hasNext()) {
                Event after = events.next();
                if (!isAround(after)) {
                    throw syntax(placeOf(after), "begins a second document", "Keep one document per file.");
                }
            }
            return root;
        }

        private static boolean isAround(Event event) {
            return switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> true;
                case Alias, MappingEnd, MappingStart, Scalar, SequenceEnd, SequenceStart -> false;
            };
        }

        private Yaml node(Event event, int depth) {
            Place place = placeOf(event);
            if (depth > DEPTH) {
                throw syntax(place, "is nested more than " + DEPTH + " levels deep", "Write it flatter.");
            }
            refuseAliases(event, place);
            if (event instanceof ScalarEvent scalar) {
                if (scalar.getTag().isPresent()) {
                    throw tagged(place);
                }
                return new Scalar(place, scalar.getValue(), scalar.isPlain());
            }
            if (event instanceof SequenceStartEvent sequence) {
                if (sequence.getTag().isPresent()) {
                    throw tagged(place);
                }
                return items(place, depth);
            }
            if (event instanceof MappingStartEvent mapping) {
                if (mapping.getTag().isPresent()) {
                    throw tagged(place);
                }
                return mapping(place, depth);
            }
            throw new IllegalStateException("unexpected " + event);
        }

        private static void refuseAliases(Event event, Place place) {
            boolean anchored =
                    event instanceof NodeEvent node && node.getAnchor().isPresent();
            if (event instanceof AliasEvent || anchored) {
                throw syntax(place, "uses an alias or anchor (* or &)", "Write the value out where it is needed.");
            }
        }

        private static CorridorException tagged(Place place) {
            return syntax(place, "uses a tag (!)", "Leave the tag out, or put the text in quotes.");
        }

        private Yaml items(Place place, int depth) {
            List<Yaml> items = new ArrayList<>();
            for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
                items.add(node(event, depth + 1));
            }
            return new Items(place, List.copyOf(items));
        }

        private Yaml mapping(Place place, int depth) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
                if (!(node(event, depth + 1) instanceof Scalar key)) {
                    throw syntax(placeOf(event), "has a list or mapping as a key", "Use a plain word as the key.");
                }
                Yaml value = node(events.next(), depth + 1);
                if (entries.put(key.text(), new Entry(key.place(), value)) != null) {
                    throw syntax(key.place(), "has the key '" + key.text() + "' twice", "Keep one of the two.");
                }
            }
            return new Mapping(place, Ordered.copy(entries));
        }

        private Place placeOf(Event event) {
            return event.getStartMark()
                    .map(mark -> new Place(document, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Place.start(document));
        }
    }
}
