package dev.corridor.map.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Language;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
    private static final Map<Language, Set<String>> PLURALS = Map.of(
            Language.EN, Set.of("one", "other"),
            Language.PT, Set.of("one", "other"),
            Language.RU, Set.of("one", "few", "many"));

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEverythingInEveryLanguage(Language language) {
        Set<String> counted = stems(Language.EN);
        assertThat(stems(language)).isEqualTo(counted);
        for (String stem : counted) {
            for (String category : PLURALS.getOrDefault(language, Set.of())) {
                assertThat(Wording.in(language).all()).containsKey(stem + "." + category);
            }
        }
        assertThat(single(language)).isEqualTo(single(Language.EN));
        assertThat(Wording.in(language).all().values()).noneMatch(String::isBlank);
    }

    /// Stems of counted words: those with a form for one.
    private static Set<String> stems(Language language) {
        return Wording.in(language).all().keySet().stream()
                .filter(key -> key.endsWith(".one") && !key.equals("answer.one"))
                .map(key -> key.substring(0, key.length() - 4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> single(Language language) {
        Set<String> stems = stems(language);
        return Wording.in(language).all().keySet().stream()
                .filter(key -> stems.stream()
                        .noneMatch(stem -> List.of("one", "few", "many", "other").stream()
                                .anyMatch(form -> key.equals(stem + "." + form))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void leavesTheSameGapsInEveryLanguage(Language language) {
        Map<String, String> english = Wording.in(Language.EN).all();
        Wording.in(language).all().forEach((key, words) -> {
            if (english.containsKey(key)) {
                assertThat(gaps(words)).as(key).isEqualTo(gaps(english.get(key)));
            }
        });
    }

    private static Set<String> gaps(String words) {
        return Pattern.compile("\\{\\d}")
                .matcher(words)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1 путь",
        "2,2 пути",
        "5,5 путей",
        "11,11 путей",
        "12,12 путей",
        "21,21 путь",
        "24,24 пути",
        "111,111 путей",
        "0,0 путей"
    })
    void countsInRussian(long number, String words) {
        assertThat(Wording.in(Language.RU).count("journeys", number)).isEqualTo(words);
    }

    @Test
    void groupsNumbersByLanguage() {
        assertThat(Wording.in(Language.EN).number(1234567)).isEqualTo("1,234,567");
        assertThat(Wording.in(Language.PT).number(12345)).isEqualTo("12.345");
        assertThat(Wording.in(Language.RU).number(12345)).isEqualTo("12\u00a0345");
        assertThat(Wording.in(Language.PT).number(9531)).isEqualTo("9.531");
        assertThat(Wording.in(Language.RU).number(9531)).isEqualTo("9\u00a0531");
        assertThat(Wording.in(Language.RU).number(-531)).isEqualTo("\u2212531");
        assertThat(Wording.in(Language.EN).decimal(-0.04)).isEqualTo("0.0");
        assertThat(Wording.in(Language.PT).decimal(-2.25)).isEqualTo("\u22122,3");
    }

    @ParameterizedTest
    @CsvSource({"1,1 прохода", "3,3 проходов", "11,11 проходов", "672,672 проходов"})
    void countsInRussianAfterOf(long number, String words) {
        assertThat(Wording.in(Language.RU).count("passages.of", number)).isEqualTo(words);
    }

    @Test
    void givesAQuotationInsideOfAnotherInnerMarks() {
        Wording russian = Wording.in(Language.RU);
        assertThat(russian.say("answer.one", "1\u00a0%", "СМС «выезжаем»")).contains("«СМС „выезжаем“»");
        assertThat(russian.say("facts.filter", "проходят через «Магазин»")).endsWith("через «Магазин»");
    }

    @Test
    void neverRoundsAShareToNothingOrAll() {
        Wording english = Wording.in(Language.EN);
        assertThat(english.share(0, 10)).isEqualTo("0\u00a0%");
        assertThat(english.share(1, 100_000)).isEqualTo("<\u00a00.1\u00a0%");
        assertThat(english.share(99_999, 100_000)).isEqualTo(">\u00a099.9\u00a0%");
        assertThat(english.share(10, 10)).isEqualTo("100\u00a0%");
        assertThat(english.share(1, 0)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "0.4,< 1 s", "59,59 s", "600,10 min", "7200,2.0 h", "172800,2.0 days", "-3600,−60 min"})
    void saysDurationsInFittingUnits(double seconds, String words) {
        assertThat(Wording.in(Language.EN).duration(seconds).replace('\u00a0', ' '))
                .isEqualTo(words);
    }

    @Test
    void writesDatesInWords() {
        LocalDateTime time = LocalDateTime.of(2017, 3, 9, 8, 5);
        assertThat(Wording.in(Language.EN).moment(time)).isEqualTo("9 March 2017, 08:05");
        assertThat(Wording.in(Language.PT).day(time)).isEqualTo("9 de março de 2017");
        assertThat(Wording.in(Language.RU).day(time)).isEqualTo("9 марта 2017 г.");
    }
}
