package dev.corridor.recipes.recipe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the sentences under `expect:`.
final class ExpectationParser {
    private static final String NAME = "(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s\"]++)";
    private static final Pattern NOT_BEFORE = Pattern.compile("\\s*" + NAME + "\\s+not\\s+before\\s+" + NAME + "\\s*");
    private static final Pattern HAS = Pattern.compile("(.+)\\s(has)(\\s+not)?\\s+" + NAME + "\\s*");
    private static final int LONGEST = 10_000;

    private ExpectationParser() {}

    /// Empty where it is neither of the two forms.
    static Optional<Expectation> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher notBefore = NOT_BEFORE.matcher(text);
        if (notBefore.matches()) {
            return Optional.of(
                    new Expectation.NotBefore(text, unquoted(notBefore.group(1)), unquoted(notBefore.group(2))));
        }
        Matcher has = HAS.matcher(text);
        if (has.matches()) {
            String filter = has.group(1).strip();
            return Optional.of(new Expectation.Has(text, filter, unquoted(has.group(4)), has.group(3) == null));
        }
        return Optional.empty();
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }
}
