package dev.corridor.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A JSON text, indented by two blanks. Values are maps, lists, texts, whole numbers, decimals (four places),
/// truth values and [#NULL].
final class Json {
    /// The value `null`.
    static final Object NULL = new Object();

    private static final double PLACES = 1e4;
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String of(Map<String, ?> value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    private void write(Object value, String newline) {
        switch (value) {
            case Map<?, ?> map -> {
                List<String> members = map.entrySet().stream()
                        .map(entry -> member(entry, newline + "  "))
                        .toList();
                block('{', members, newline, '}');
            }
            case List<?> list -> {
                List<String> items =
                        list.stream().map(item -> part(item, newline + "  ")).toList();
                block('[', items, newline, ']');
            }
            case String string -> quote(string);
            case Double number -> text.append(decimal(number));
            case Long number -> text.append(number.longValue());
            case Boolean truth -> text.append(truth.booleanValue());
            default -> {
                if (value != NULL) {
                    throw new IllegalStateException("no JSON value: " + value.getClass());
                }
                text.append("null");
            }
        }
    }

    private static String member(Map.Entry<?, ?> entry, String newline) {
        Json json = new Json();
        json.quote(String.valueOf(entry.getKey()));
        json.text.append(": ");
        json.write(entry.getValue(), newline);
        return json.text.toString();
    }

    private static String part(Object item, String newline) {
        Json json = new Json();
        json.write(item, newline);
        return json.text.toString();
    }

    private void block(char open, List<String> parts, String newline, char close) {
        text.append(open);
        if (!parts.isEmpty()) {
            text.append(newline).append("  ");
            text.append(String.join("," + newline + "  ", parts));
            text.append(newline);
        }
        text.append(close);
    }

    private static String decimal(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalStateException("no JSON number: " + number);
        }
        double rounded = Math.round(number * PLACES) / PLACES;
        return rounded == 0 ? "0.0" : Double.toString(rounded);
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < FIRST_PRINTABLE) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }
}
