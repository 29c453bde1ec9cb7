package dev.corridor.app.account;

import dev.corridor.map.words.Shipped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a password must be: 12 to 256 characters, not the name, not one of the worst common ones. No rule asks for
/// kinds
/// of characters and none expires (NIST SP 800-63B, 5.1.1).
final class PasswordRules {
    static final int SHORTEST = 12;

    private static final int LONGEST = 256;
    private static final int FEWEST_DIFFERENT = 5;
    private static final Set<String> COMMON = Shipped.text(PasswordRules.class, "common-passwords.txt")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private PasswordRules() {}

    static Optional<Refusal> refusal(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Refusal.PASSWORD_TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Refusal.PASSWORD_TOO_LONG);
        }
        String small = password.toLowerCase(Locale.ROOT);
        if (small.strip().equals(Names.compared(name))) {
            return Optional.of(Refusal.PASSWORD_IS_NAME);
        }
        return isCommon(small) ? Optional.of(Refusal.PASSWORD_COMMON) : Optional.empty();
    }

    /// One of the list, also with digits or marks before or behind it or written twice; or hardly any different
    /// characters; or digits that count up or down.
    private static boolean isCommon(String small) {
        String core = small.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return COMMON.contains(small)
                || COMMON.contains(core)
                || COMMON.contains(once(core))
                || small.chars().distinct().count() < FEWEST_DIFFERENT
                || counts(small, 1)
                || counts(small, 9);
    }

    private static String once(String text) {
        String half = text.substring(0, text.length() / 2);
        return text.equals(half + half) ? half : text;
    }

    private static boolean counts(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            int before = Character.digit(text.charAt(i - 1), 10);
            if (before < 0 || Character.digit(text.charAt(i), 10) != (before + step) % 10) {
                return false;
            }
        }
        return true;
    }
}
