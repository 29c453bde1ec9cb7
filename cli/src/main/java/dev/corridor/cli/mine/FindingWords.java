package dev.corridor.cli.mine;

import dev.corridor.map.Language;
import dev.corridor.map.Text;
import dev.corridor.map.words.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// Findings and reasons in the languages of the report. The English sentence is the one in the answer; what it
/// names is found by its pattern in `findings.en.properties` and put into the patterns of the other languages.
/// A sentence without a pattern stays English.
final class FindingWords {
    private static final Map<Language, SortedMap<String, String>> PATTERNS = patterns();
    private static final Map<Language, Wording> WORDINGS = wordings();

    private FindingWords() {}

    static Text of(Answer.Finding finding) {
        return say(finding.code(), finding.sentence(), finding.count(), finding.denominator());
    }

    static Text of(Answer.Reason reason) {
        return say(reason.code(), reason.sentence(), 0, 0);
    }

    private static Text say(String code, String sentence, long count, long of) {
        Optional<String> key = key(code, sentence, count, of);
        if (key.isEmpty()) {
            return Text.of(sentence);
        }
        List<String> names = english(key.get(), count, of).read(sentence).orElseThrow();
        Map<Language, String> wordings = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String pattern = PATTERNS.get(language).get(key.get());
            wordings.put(
                    language,
                    language == Language.EN
                            ? sentence
                            : SentencePattern.of(pattern, count, of, WORDINGS.get(language))
                                    .fill(names));
        }
        return new Text(wordings);
    }

    /// The key of the pattern that the sentence has: the code, or the code with a word behind a point.
    static Optional<String> key(String code, String sentence, long count, long of) {
        return keys(code).stream()
                .filter(key -> english(key, count, of).read(sentence).isPresent())
                .findFirst();
    }

    /// The keys of a code, with `other` last.
    static List<String> keys(String code) {
        return PATTERNS.get(Language.EN).keySet().stream()
                .filter(key -> key.equals(code) || key.startsWith(code + "."))
                .sorted((one, two) -> Boolean.compare(one.endsWith(".other"), two.endsWith(".other")))
                .toList();
    }

    private static SentencePattern english(String key, long count, long of) {
        return SentencePattern.of(PATTERNS.get(Language.EN).get(key), count, of, WORDINGS.get(Language.EN));
    }

    /// All patterns of a language by key.
    static SortedMap<String, String> patterns(Language language) {
        return new TreeMap<>(PATTERNS.get(language));
    }

    private static Map<Language, Wording> wordings() {
        Map<Language, Wording> wordings = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            wordings.put(language, Wording.in(language));
        }
        return wordings;
    }

    private static Map<Language, SortedMap<String, String>> patterns() {
        Map<Language, SortedMap<String, String>> patterns = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String file = "findings." + language.tag() + ".properties";
            Properties properties = new Properties();
            try (InputStream in = FindingWords.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException(file + " is missing");
                }
                try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
            } catch (IOException e) {
                throw new IllegalStateException(file + " cannot be read", e);
            }
            SortedMap<String, String> words = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
            patterns.put(language, words);
        }
        return patterns;
    }
}
