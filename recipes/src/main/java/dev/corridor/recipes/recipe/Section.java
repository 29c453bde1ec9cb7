package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A mapping of a recipe or plan with a fixed set of keys; every complaint names the line and the column.
public final class Section {
    private final String what;
    private final Yaml.Mapping mapping;

    private Section(String what, Yaml.Mapping mapping) {
        this.what = what;
        this.mapping = mapping;
    }

    /// @param what people's words for this part of the document
    /// @throws CorridorException `UNKNOWN_KEY` with the nearest known key, or `BAD_VALUE`
    public static Section of(String what, Yaml yaml, String... known) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            throw bad(yaml.place(), what + " takes keys with values", "Write it as 'key: value', one per line.");
        }
        List<String> keys = List.of(known);
        mapping.entries().forEach((key, entry) -> {
            if (!keys.contains(key)) {
                throw unknown(what, key, entry.place(), keys);
            }
        });
        return new Section(what, mapping);
    }

    private static CorridorException unknown(String what, String key, Yaml.Place place, List<String> keys) {
        String remedy = Nearest.to(key, keys)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("It has: " + String.join(", ", keys) + ".");
        return new CorridorException(
                RecipeError.UNKNOWN_KEY,
                place.document() + ", " + place + ": " + what + " has no key '" + key + "'.",
                remedy);
    }

    public static CorridorException bad(Yaml.Place place, String problem, String remedy) {
        return new CorridorException(
                RecipeError.BAD_VALUE, place.document() + ", " + place + ": " + problem + ".", remedy);
    }

    public Yaml.Place place() {
        return mapping.place();
    }

    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    public Optional<Yaml> value(String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Yaml.Entry::value);
    }

    public Yaml needed(String key) {
        return value(key)
                .orElseThrow(() -> new CorridorException(
                        RecipeError.MISSING_KEY,
                        place().document() + ", " + place() + ": " + what + " lacks '" + key + "'.",
                        "Add '" + key + ":'."));
    }

    public Optional<String> text(String key) {
        return value(key).map(yaml -> textOf(key, yaml));
    }

    public String neededText(String key) {
        return textOf(key, needed(key));
    }

    /// A text that is not blank.
    public static String textOf(String what, Yaml yaml) {
        String text = anyTextOf(what, yaml);
        if (text.isBlank()) {
            throw bad(yaml.place(), "'" + what + "' is empty", "Give it a value, or leave the key out.");
        }
        return text;
    }

    static String anyTextOf(String what, Yaml yaml) {
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.text();
        }
        throw bad(yaml.place(), "'" + what + "' takes one text", "Write it on one line, without brackets.");
    }

    /// One text or a list of texts.
    public static List<String> textsOf(String what, Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar _ -> List.of(textOf(what, yaml));
            case Yaml.Items list ->
                list.items().stream().map(item -> textOf(what, item)).toList();
            case Yaml.Mapping _ ->
                throw bad(yaml.place(), "'" + what + "' takes a text or a list", "Write [one, two].");
        };
    }

    List<String> texts(String key) {
        return value(key).map(yaml -> textsOf(key, yaml)).orElse(List.of());
    }

    /// Texts that each occur once.
    List<String> distinctTexts(String key) {
        List<String> texts = texts(key);
        List<String> seen = new ArrayList<>();
        for (String text : texts) {
            if (seen.contains(text)) {
                throw bad(needed(key).place(), "'" + key + "' names '" + text + "' twice", "Keep one of the two.");
            }
            seen.add(text);
        }
        return texts;
    }

    List<Yaml> items(String key) {
        return value(key).map(yaml -> itemsOf(key, yaml)).orElse(List.of());
    }

    static List<Yaml> itemsOf(String what, Yaml yaml) {
        if (yaml instanceof Yaml.Items list) {
            return list.items();
        }
        throw bad(yaml.place(), "'" + what + "' takes a list", "Begin each entry with '- '.");
    }

    /// A mapping whose keys are names of the user's own.
    <T> Map<String, T> named(String key, Function<Map.Entry<String, Yaml>, T> each) {
        Optional<Yaml> value = value(key);
        return value.isEmpty() ? Map.of() : namedOf(key, value.get(), each);
    }

    static <T> Map<String, T> namedOf(String what, Yaml yaml, Function<Map.Entry<String, Yaml>, T> each) {
        if (!(yaml instanceof Yaml.Mapping names)) {
            throw bad(yaml.place(), "'" + what + "' takes names with values", "Write it as 'name: value'.");
        }
        Map<String, T> result = new LinkedHashMap<>();
        names.entries().forEach((name, entry) -> {
            if (name.isBlank()) {
                throw bad(entry.place(), "a name in '" + what + "' is empty", "Give it a name.");
            }
            result.put(name, each.apply(Map.entry(name, entry.value())));
        });
        return result;
    }

    boolean flag(String key) {
        return text(key)
                .map(text -> choice(key, text, needed(key).place(), List.of("true", "false"))
                        .equals("true"))
                .orElse(false);
    }

    /// One word of a few.
    public <E extends Enum<E>> Optional<E> choice(String key, E[] all, Function<E, String> word) {
        return text(key).map(text -> {
            List<String> words = Stream.of(all).map(word).toList();
            String chosen = choice(key, text, needed(key).place(), words);
            return all[words.indexOf(chosen)];
        });
    }

    private static String choice(String key, String text, Yaml.Place place, Collection<String> words) {
        if (words.contains(text)) {
            return text;
        }
        throw bad(
                place,
                "'" + key + "' does not take '" + text + "'",
                Nearest.to(text, words)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("It takes: " + String.join(", ", words) + "."));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
