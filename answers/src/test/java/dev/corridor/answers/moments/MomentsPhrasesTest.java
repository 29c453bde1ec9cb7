package dev.corridor.answers.moments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.map.Language;
import dev.corridor.map.words.Shipped;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No language lacks a phrase for anything that the analysis can say.
final class MomentsPhrasesTest {
    private static final Pattern PLURAL = Pattern.compile("\\.(one|few|many|other)$");
    private static final Pattern GAP = Pattern.compile("\\{\\d}");

    private static SortedMap<String, String> phrases(Language language) {
        return Shipped.entries(MomentsPhrases.class, MomentsPhrases.FILE + language.tag() + ".properties");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyNoteHasAPhrase(Language language) throws IOException {
        Set<String> keys = phrases(language).keySet();
        assertThat(SampleMoments.codes())
                .hasSizeGreaterThan(30)
                .allSatisfy(code -> assertThat(Stream.of("reason.", "warning.", "remark.")
                                .anyMatch(kind -> keys.contains(kind + code)))
                        .as("no phrase for the note %s in %s", code, language)
                        .isTrue());
        assertThat(keys).contains("above-smallest-effect", "above-zero", "hidden-cause", "hidden-cause-not-needed");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyKindVerdictPlaceboAndReasonForLeavingOutHasAPhrase(Language language) {
        List<String> keys = new ArrayList<>();
        for (Moment.Kind kind : Moment.Kind.values()) {
            keys.add("label." + MomentsJson.word(kind));
        }
        for (MomentOfTruth.Kind kind : MomentOfTruth.Kind.values()) {
            keys.add("verdict." + MomentsJson.word(kind));
        }
        for (MomentOfTruth.Placebo placebo : MomentOfTruth.Placebo.values()) {
            keys.add("placebo." + MomentsJson.word(placebo));
        }
        for (MomentQuestion.Outcome outcome : MomentQuestion.Outcome.values()) {
            for (String key : List.of("tell", "moves", "goes-with", "h1.nothing", "h1.none", "picture.curve")) {
                keys.add(key + "." + outcome.word());
            }
        }
        for (String left : List.of("no-time", "no-customer", "not-completed", "window-not-observed", "left-before")) {
            keys.add("left." + left);
        }
        for (String unit : List.of("days", "hours", "minutes")) {
            keys.add("units." + unit);
            keys.add("axis." + unit);
            keys.add("words.unit." + unit);
        }
        assertThat(phrases(language)).containsKeys(keys.toArray(String[]::new));
    }

    @Test
    void languagesSayTheSameThings() {
        Set<String> english = bare(phrases(Language.EN).keySet());
        for (Language language : Language.values()) {
            SortedMap<String, String> phrases = phrases(language);
            assertThat(bare(phrases.keySet())).as("%s", language).isEqualTo(english);
            List<String> plurals = language == Language.RU ? List.of("one", "few", "many") : List.of("one", "other");
            phrases.keySet().stream()
                    .filter(key -> PLURAL.matcher(key).find() && !key.startsWith("words.unit") && !isPlain(key))
                    .map(key -> PLURAL.matcher(key).replaceFirst(""))
                    .forEach(key -> assertThat(phrases)
                            .containsKeys(plurals.stream()
                                    .map(plural -> key + "." + plural)
                                    .toArray(String[]::new)));
        }
    }

    /// `other` and `one` can be words of their own.
    private static boolean isPlain(String key) {
        return key.endsWith(".other")
                        && Stream.of("reason", "warning", "remark", "left").anyMatch(key::startsWith)
                || key.equals("warning.trimmed.one");
    }

    @Test
    void phrasesHaveTheSameGaps() {
        SortedMap<String, String> english = phrases(Language.EN);
        for (Language language : List.of(Language.PT, Language.RU)) {
            phrases(language).forEach((key, phrase) -> {
                String same = english.getOrDefault(
                        key, english.get(PLURAL.matcher(key).replaceFirst("") + ".other"));
                assertThat(gaps(phrase)).as("%s in %s", key, language).isEqualTo(gaps(String.valueOf(same)));
            });
        }
    }

    @Test
    void noPhraseIsLeftInEnglish() {
        Pattern word = Pattern.compile("\\p{L}{3,}");
        SortedMap<String, String> english = phrases(Language.EN);
        for (Language language : List.of(Language.PT, Language.RU)) {
            phrases(language).forEach((key, phrase) -> {
                if (word.matcher(GAP.matcher(phrase).replaceAll("")).find()) {
                    assertThat(phrase).as("%s in %s", key, language).isNotEqualTo(english.get(key));
                }
            });
        }
    }

    private static Set<String> bare(Set<String> keys) {
        return keys.stream()
                .map(key -> PLURAL.matcher(key).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> gaps(String phrase) {
        return GAP.matcher(phrase).results().map(gap -> gap.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
