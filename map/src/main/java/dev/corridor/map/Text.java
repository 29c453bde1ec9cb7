package dev.corridor.map;

import java.util.EnumMap;
import java.util.Map;

/// Something said in one or more languages. A language that is missing is answered in English, else in any
/// other one.
///
/// @param byLanguage at least one wording
public record Text(Map<Language, String> byLanguage) {
    public Text {
        if (byLanguage.isEmpty()) {
            throw new IllegalStateException("a text without wording");
        }
        byLanguage = Map.copyOf(byLanguage);
    }

    /// The same wording in every language, as for a name found in the data.
    public static Text of(String everywhere) {
        return new Text(Map.of(Language.EN, everywhere));
    }

    public static Text of(String english, String portuguese, String russian) {
        return new Text(Map.of(Language.EN, english, Language.PT, portuguese, Language.RU, russian));
    }

    public String in(Language language) {
        String wording = byLanguage.get(language);
        if (wording != null) {
            return wording;
        }
        String english = byLanguage.get(Language.EN);
        return english != null
                ? english
                : new EnumMap<>(byLanguage).values().iterator().next();
    }
}
