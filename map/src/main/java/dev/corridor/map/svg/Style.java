package dev.corridor.map.svg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The map's style sheet and the colours it is made of.
public final class Style {
    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+):([^;]+);");

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

    /// The map's rules with the light theme's tokens written out, for programs that know no custom properties.
    public static String standalone() {
        String tokens = tokens();
        Map<String, String> values = new TreeMap<>();
        Matcher token = TOKEN.matcher(tokens.substring(0, tokens.indexOf('}')));
        while (token.find()) {
            values.put("var(" + token.group(1) + ")", token.group(2));
        }
        String rules = map();
        for (var value : values.entrySet()) {
            rules = rules.replace(value.getKey(), value.getValue());
        }
        return rules;
    }

    private static String read(String file) {
        try (InputStream in = Style.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
