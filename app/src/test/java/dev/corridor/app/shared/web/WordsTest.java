package dev.corridor.app.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every language says everything, and every template asks only for what is said.
class WordsTest {
    private static final Pattern FORM = Pattern.compile("\\.(one|few|many|other)$");
    private static final Pattern SAID = Pattern.compile("page\\.say\\(\"([^\"]+)\"[,)]");
    private static final Pattern COUNTED = Pattern.compile("words\\(\\)\\.count\\(\"([^\"]+)\",");
    private static final Map<Language, Set<String>> FORMS = Map.of(
            Language.EN, Set.of("one", "other"),
            Language.PT, Set.of("one", "other"),
            Language.RU, Set.of("one", "few", "many"));

    private static Set<String> keys(Language language) {
        return Words.in(language).all().keySet();
    }

    /// Keys as templates ask for them, plural forms taken together.
    private static Set<String> asked(Language language) {
        return keys(language).stream()
                .map(key -> FORM.matcher(key).replaceAll(".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> inTemplates(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "jte"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTheOtherLanguagesSay(Language language) {
        assertThat(asked(language)).isEqualTo(asked(Language.EN));
    }

    @ParameterizedTest
    @EnumSource
    void hasTheFormsThatItsNumbersNeed(Language language) {
        List<String> counted = keys(Language.EN).stream()
                .filter(key -> key.endsWith(".one"))
                .map(key -> key.substring(0, key.length() - ".one".length()))
                .filter(stem -> keys(Language.EN).contains(stem + ".other"))
                .toList();
        assertThat(counted).isNotEmpty();
        for (String stem : counted) {
            for (String form : FORMS.getOrDefault(language, Set.of())) {
                assertThat(keys(language)).contains(stem + "." + form);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTemplatesAskFor(Language language) throws IOException {
        assertThat(keys(language)).containsAll(inTemplates(SAID));
        for (String counted : inTemplates(COUNTED)) {
            assertThat(keys(language)).contains(counted + ".one");
        }
    }

    @Test
    void asksForWords() throws IOException {
        assertThat(inTemplates(SAID)).hasSizeGreaterThan(50);
        assertThat(inTemplates(COUNTED)).isNotEmpty();
    }
}
