package dev.corridor.map.living;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Language;
import dev.corridor.map.words.Shipped;
import dev.corridor.map.words.Wording;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LivingWordsTest {
    private static final Pattern FORM = Pattern.compile("\\.(one|few|many|other)$");

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEverythingInEveryLanguageWithTheSameGaps(Language language) {
        SortedMap<String, String> english = words(Language.EN);
        SortedMap<String, String> words = words(language);
        assertThat(stems(words)).isEqualTo(stems(english));
        words.forEach((key, value) -> assertThat(gaps(value))
                .as(key)
                .isNotNull()
                .isEqualTo(gaps(english.getOrDefault(
                        key, english.getOrDefault(FORM.matcher(key).replaceFirst(".other"), "")))));
        List<String> forms = language == Language.RU ? List.of("one", "few", "many") : List.of("one", "other");
        words.keySet().stream()
                .filter(key -> key.endsWith(".one"))
                .map(key -> FORM.matcher(key).replaceFirst("."))
                .forEach(stem -> assertThat(words)
                        .containsKeys(forms.stream().map(form -> stem + form).toArray(String[]::new)));
        assertThat(words.values()).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void leavesTheWordsOfTheReportAsTheyAre(Language language) {
        assertThat(words(language).keySet())
                .doesNotContainAnyElementsOf(Wording.in(language).all().keySet());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void namesEveryMetricAndScale(Language language) {
        Wording wording = Wording.in(language, Places.class, "living-");
        for (Metric metric : Metric.values()) {
            assertThat(metric.label(wording)).isNotBlank();
        }
        for (Scale scale : Scale.values()) {
            assertThat(scale.label(wording)).isNotBlank();
            assertThat(Scale.of(scale.key())).contains(scale);
        }
    }

    /// Keys, those of plural forms taken together.
    private static Set<String> stems(SortedMap<String, String> words) {
        return words.keySet().stream()
                .map(key -> FORM.matcher(key).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<String, String> words(Language language) {
        return Shipped.entries(Places.class, "living-" + language.tag() + ".properties");
    }

    private static Set<String> gaps(String words) {
        return Pattern.compile("\\{\\d}")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
