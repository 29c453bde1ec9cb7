package dev.corridor.map.svg;

import dev.corridor.map.words.Shipped;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The map's style sheet and the colours it is made of.
public final class Style {
    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+):([^;]+);");

    /// How `map.css` puts paper around letters.
    private static final Pattern HALO =
            Pattern.compile(";unicode-bidi:isolate;paint-order:stroke;(stroke:[^}]*stroke-linejoin:round)}");

    private Style() {}

    /// `tokens.css`: colours and type of both themes.
    public static String tokens() {
        return read("tokens.css");
    }

    /// Light tokens, and dark ones where the reader's system or the page's button asks for them.
    public static String themes() {
        String dark = read("dark.css");
        return tokens() + "@media(prefers-color-scheme:dark){:root:not([data-theme=light]){\n" + dark + "}}\n"
                + ":root[data-theme=dark]{\n" + dark + "}\n";
    }

    /// `map.css`: rules for the map, in terms of the tokens.
    public static String map() {
        return read("map.css");
    }

    /// `legend.css`: rules for the signs and words that explain a map.
    public static String legend() {
        return read("legend.css");
    }

    /// `living.css` and `links.css`: rules for maps that the server draws anew for every view.
    public static String living() {
        return read("living.css") + read("links.css");
    }

    /// The rules of [#map] and the ink of [#living] with the light tokens written out, for programs that know CSS 2
    /// alone; see [Pen] for halos.
    public static String picture() {
        String tokens = tokens();
        String rules = HALO.matcher(map()).replaceFirst("}\n.map .halo{$1}").replace("transparent", "none")
                + read("living.css");
        return written(rules, values(tokens.substring(0, tokens.indexOf('}'))));
    }

    /// The map's rules with the tokens of both themes written out, for programs that know no custom properties: light,
    /// and dark where the reader's system asks for it.
    public static String standalone() {
        String tokens = tokens();
        Map<String, String> light = values(tokens.substring(0, tokens.indexOf('}')));
        Map<String, String> dark = new TreeMap<>(light);
        dark.putAll(values(read("dark.css") + ";"));
        return written(map(), light) + "@media(prefers-color-scheme:dark){\n" + written(map(), dark) + "}\n";
    }

    private static Map<String, String> values(String tokens) {
        Map<String, String> values = new TreeMap<>();
        Matcher token = TOKEN.matcher(tokens);
        while (token.find()) {
            values.put("var(" + token.group(1) + ")", token.group(2));
        }
        return values;
    }

    private static String written(String rules, Map<String, String> values) {
        String written = rules;
        for (var value : values.entrySet()) {
            written = written.replace(value.getKey(), value.getValue());
        }
        return written;
    }

    private static String read(String file) {
        return Shipped.text(Style.class, file);
    }
}
