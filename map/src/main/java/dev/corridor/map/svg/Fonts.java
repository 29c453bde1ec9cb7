package dev.corridor.map.svg;

import dev.corridor.map.words.Shipped;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/// The fonts as style rules, with the files inside or beside them.
public final class Fonts {
    private static final String LATIN =
            "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,"
                    + "U+2212,U+2215";
    private static final String CYRILLIC = "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116";

    private static final String SANS = "source-sans-3-latin-wght-normal.woff2";
    private static final String SANS_CYRILLIC = "source-sans-3-cyrillic-wght-normal.woff2";
    private static final String SERIF = "source-serif-4-latin-opsz-normal.woff2";
    private static final String SERIF_CYRILLIC = "source-serif-4-cyrillic-opsz-normal.woff2";

    private Fonts() {}

    public static boolean needsCyrillic(CharSequence text) {
        return text.chars().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC);
    }

    /// Names of the font files.
    public static List<String> files() {
        return List.of(SANS, SANS_CYRILLIC, SERIF, SERIF_CYRILLIC);
    }

    /// A font file by its name.
    public static byte[] file(String name) {
        return Shipped.bytes(Fonts.class, "/dev/corridor/map/fonts/" + name);
    }

    /// `@font-face` rules: sans about 0.04 MB, with the serif 0.2 MB, with Cyrillic letters 0.35 MB.
    public static String faces(boolean cyrillic, boolean serif) {
        return faces(cyrillic, serif, Fonts::embedded);
    }

    /// `@font-face` rules of all fonts, whose files lie beside the style sheet.
    public static String linked() {
        return faces(true, true, file -> file);
    }

    private static String faces(boolean cyrillic, boolean serif, UnaryOperator<String> place) {
        StringBuilder faces = new StringBuilder();
        face(faces, "Source Sans 3", place.apply(SANS), LATIN);
        if (cyrillic) {
            face(faces, "Source Sans 3", place.apply(SANS_CYRILLIC), CYRILLIC);
        }
        if (serif) {
            face(faces, "Source Serif 4", place.apply(SERIF), LATIN);
        }
        if (serif && cyrillic) {
            face(faces, "Source Serif 4", place.apply(SERIF_CYRILLIC), CYRILLIC);
        }
        return faces.toString();
    }

    private static String embedded(String file) {
        return "data:font/woff2;base64," + Base64.getEncoder().encodeToString(file(file));
    }

    private static void face(StringBuilder faces, String family, String place, String range) {
        faces.append("@font-face{font-family:\"")
                .append(family)
                .append("\";font-weight:200 900;font-style:normal;src:url(")
                .append(place)
                .append(") format(\"woff2\");unicode-range:")
                .append(range)
                .append("}\n");
    }
}
