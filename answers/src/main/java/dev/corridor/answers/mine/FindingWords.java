package dev.corridor.answers.mine;

import dev.corridor.map.Language;
import dev.corridor.map.Text;
import dev.corridor.map.words.Shipped;
import dev.corridor.map.words.Wording;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;

/// Findings and reasons in the languages of the report, and what to do about them. The English sentence is the one in
/// the answer; what it names is found by its pattern in `findings.en.properties` and put into the patterns of the other
/// languages. A sentence without a pattern stays English and has no advice.
public final class FindingWords {
    private static final FindingWords ENGLISH = new FindingWords(Language.EN);
    private static final FindingWords PORTUGUESE = new FindingWords(Language.PT);
    private static final FindingWords RUSSIAN = new FindingWords(Language.RU);

    /// Codes of findings whose sentences name touchpoints.
    private static final Set<String> NAMES_OF_TOUCHPOINTS =
            Set.of("out-of-order", "order-unknown", "missing", "unexpected");

    private final Wording wording;
    private final SortedMap<String, String> patterns;
    private final SortedMap<String, String> advice;

    private FindingWords(Language language) {
        wording = Wording.in(language);
        patterns = Shipped.entries(FindingWords.class, "findings." + language.tag() + ".properties");
        advice = Shipped.entries(FindingWords.class, "advice." + language.tag() + ".properties");
    }

    /// @param shown names of touchpoints as people know them, for a name as the sentence has it
    public static Text of(Answer.Finding finding, BiFunction<String, Language, String> shown) {
        Optional<Said> said = read(finding.code(), finding.sentence(), finding.count(), finding.denominator());
        boolean touchpoints = NAMES_OF_TOUCHPOINTS.contains(finding.code());
        return said.map(it -> it.text((name, language) -> touchpoints ? shown.apply(name, language) : name))
                .orElseGet(() -> Text.of(finding.sentence()));
    }

    public static Text of(Answer.Reason reason) {
        return read(reason.code(), reason.sentence(), 0, 0)
                .map(said -> said.text((name, language) -> name))
                .orElseGet(() -> Text.of(reason.sentence()));
    }

    /// What it means for the figures and what to do; empty where nothing is known.
    public static Optional<Text> advice(Answer.Finding finding) {
        return read(finding.code(), finding.sentence(), finding.count(), finding.denominator())
                .map(Said::advice);
    }

    /// As for a finding.
    public static Optional<Text> advice(Answer.Reason reason) {
        return read(reason.code(), reason.sentence(), 0, 0).map(Said::advice);
    }

    private static Optional<Said> read(String code, String sentence, long count, long of) {
        for (String key : keys(code)) {
            Optional<List<String>> names = ENGLISH.pattern(key, count, of).read(sentence);
            if (names.isPresent()) {
                return Optional.of(new Said(key, names.get(), count, of));
            }
        }
        return Optional.empty();
    }

    /// A sentence that was recognised.
    private record Said(String key, List<String> names, long count, long of) {
        Text text(BiFunction<String, Language, String> shown) {
            Map<Language, String> said = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                List<String> known =
                        names.stream().map(name -> shown.apply(name, language)).toList();
                said.put(language, in(language).pattern(key, count, of).fill(known));
            }
            return new Text(said);
        }

        Text advice() {
            Map<Language, String> said = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                said.put(language, in(language).adviceOn(key));
            }
            return new Text(said);
        }
    }

    private String adviceOn(String key) {
        String own = advice.get(key);
        String ofCode = own == null ? advice.get(key.split("\\.", 2)[0]) : own;
        if (ofCode == null) {
            throw new IllegalStateException("no advice on " + key + " in " + wording.language());
        }
        return ofCode;
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
        return in(language).patterns;
    }

    /// All advice of a language by key.
    static SortedMap<String, String> advice(Language language) {
        return in(language).advice;
    }

    private static FindingWords in(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case PT -> PORTUGUESE;
            case RU -> RUSSIAN;
        };
    }
}
