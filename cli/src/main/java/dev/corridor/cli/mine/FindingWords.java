package dev.corridor.cli.mine;

import dev.corridor.map.Language;
import dev.corridor.map.Text;
import dev.corridor.map.words.Shipped;
import dev.corridor.map.words.Wording;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Findings and reasons in the languages of the report. The English sentence is the one in the answer; what it
/// names is found by its pattern in `findings.en.properties` and put into the patterns of the other languages.
/// A sentence without a pattern stays English.
final class FindingWords {
    private static final FindingWords ENGLISH = new FindingWords(Language.EN);
    private static final FindingWords PORTUGUESE = new FindingWords(Language.PT);
    private static final FindingWords RUSSIAN = new FindingWords(Language.RU);

    private final Wording wording;
    private final SortedMap<String, String> patterns;

    private FindingWords(Language language) {
        wording = Wording.in(language);
        patterns = Shipped.entries(FindingWords.class, "findings." + language.tag() + ".properties");
    }

    static Text of(Answer.Finding finding) {
        return say(finding.code(), finding.sentence(), finding.count(), finding.denominator());
    }

    static Text of(Answer.Reason reason) {
        return say(reason.code(), reason.sentence(), 0, 0);
    }

    private static Text say(String code, String sentence, long count, long of) {
        for (String key : keys(code)) {
            Optional<List<String>> names = ENGLISH.pattern(key, count, of).read(sentence);
            if (names.isPresent()) {
                Map<Language, String> said = new EnumMap<>(Language.class);
                said.put(Language.EN, sentence);
                said.put(Language.PT, PORTUGUESE.pattern(key, count, of).fill(names.get()));
                said.put(Language.RU, RUSSIAN.pattern(key, count, of).fill(names.get()));
                return new Text(said);
            }
        }
        return Text.of(sentence);
    }

    /// The keys of a code, which are the code or begin with it and a point, with `other` last.
    static List<String> keys(String code) {
        return ENGLISH.patterns.keySet().stream()
                .filter(key -> key.equals(code) || key.startsWith(code + "."))
                .sorted((one, two) -> Boolean.compare(one.endsWith(".other"), two.endsWith(".other")))
                .toList();
    }

    private SentencePattern pattern(String key, long count, long of) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalStateException("no sentence " + key + " in " + wording.language());
        }
        return SentencePattern.of(pattern, count, of, wording);
    }

    /// All patterns of a language by key.
    static SortedMap<String, String> patterns(Language language) {
        return switch (language) {
            case EN -> ENGLISH.patterns;
            case PT -> PORTUGUESE.patterns;
            case RU -> RUSSIAN.patterns;
        };
    }
}
