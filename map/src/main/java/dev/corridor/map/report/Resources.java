package dev.corridor.map.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Files that go into the page.
final class Resources {
    private static final String LATIN =
            "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,"
                    + "U+2212,U+2215";
    private static final String CYRILLIC = "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116";

    private Resources() {}

    static String script() {
        return new String(bytes("report.js"), StandardCharsets.UTF_8);
    }

    static String rules() {
        return new String(bytes("report.css"), StandardCharsets.UTF_8);
    }

    /// `@font-face` rules with the fonts inside: about 0.2 MB, with Cyrillic letters 0.35 MB.
    static String fonts(boolean cyrillic) {
        StringBuilder faces = new StringBuilder();
        face(faces, "Source Sans 3", "source-sans-3-latin-wght-normal", LATIN);
        face(faces, "Source Serif 4", "source-serif-4-latin-opsz-normal", LATIN);
        if (cyrillic) {
            face(faces, "Source Sans 3", "source-sans-3-cyrillic-wght-normal", CYRILLIC);
            face(faces, "Source Serif 4", "source-serif-4-cyrillic-opsz-normal", CYRILLIC);
        }
        return faces.toString();
    }

    private static void face(StringBuilder faces, String family, String file, String range) {
        faces.append("@font-face{font-family:\"")
                .append(family)
                .append("\";font-weight:200 900;font-style:normal;src:url(data:font/woff2;base64,")
                .append(Base64.getEncoder().encodeToString(bytes("/dev/corridor/map/fonts/" + file + ".woff2")))
                .append(") format(\"woff2\");unicode-range:")
                .append(range)
                .append("}\n");
    }

    /// Source expression of a content security policy that allows exactly this text.
    static String policyHash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Resources.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
