package dev.corridor.map.report;

import dev.corridor.map.words.Shipped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Files that go into the page.
final class Resources {
    private Resources() {}

    static String script() {
        return Shipped.text(Resources.class, "report.js");
    }

    static String rules() {
        return Shipped.text(Resources.class, "report.css");
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
}
