package dev.corridor.answers.mine;

import dev.corridor.analysis.words.Plural;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Touchpoints that look like one and are counted apart.
final class SimilarNames {
    private static final int EXAMPLES = 5;

    private SimilarNames() {}

    /// The names that differ from another one only by capital letters, blanks or the coding of the same letters; empty
    /// where there is none. An example is all names that look alike.
    static Optional<Answer.Finding> finding(Collection<String> touchpoints) {
        Map<String, List<String>> alike = touchpoints.stream()
                .collect(Collectors.groupingBy(SimilarNames::folded, TreeMap::new, Collectors.toList()));
        List<List<String>> several =
                alike.values().stream().filter(names -> names.size() > 1).toList();
        int count = several.stream().mapToInt(List::size).sum();
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(new Answer.Finding(
                "similar-names",
                "touchpoints",
                count,
                touchpoints.size(),
                Plural.number(count) + " of " + Plural.number(touchpoints.size())
                        + " touchpoints differ from another one"
                        + " only by capital letters, blanks or the coding of the same letters; they are counted apart.",
                several.stream().limit(EXAMPLES).map(SimilarNames::quoted).toList()));
    }

    private static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        StringBuilder visible = new StringBuilder();
        composed.codePoints().filter(letter -> !isBlank(letter)).forEach(visible::appendCodePoint);
        return visible.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(int letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.getType(letter) == Character.FORMAT;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }
}
