package dev.corridor.app.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The rules for names of people, tokens and notes: 1 to 80 characters, none of them invisible.
final class Names {
    private static final int LONGEST = 80;

    private Names() {}

    /// A name as it is kept: NFKC, single spaces.
    static String kept(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
    }

    /// A name as it is compared.
    static String compared(String typed) {
        return kept(typed).toLowerCase(Locale.ROOT);
    }

    static Optional<Refusal> refusal(String name) {
        String kept = kept(name);
        if (kept.isEmpty()) {
            return Optional.of(Refusal.NAME_MISSING);
        }
        if (kept.codePointCount(0, kept.length()) > LONGEST) {
            return Optional.of(Refusal.NAME_TOO_LONG);
        }
        return kept.codePoints().anyMatch(Names::isInvisible) ? Optional.of(Refusal.NAME_UNREADABLE) : Optional.empty();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
