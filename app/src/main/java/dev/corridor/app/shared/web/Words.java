package dev.corridor.app.shared.web;

import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everything the pages say, in every language: one file per capability, `words/NAME-LANGUAGE.properties`.
public final class Words {
    /// The capabilities that have words of their own.
    public static final List<String> FILES =
            List.of("shared", "account", "interaction", "discovery", "paths", "time", "customer", "view");

    private static final Map<Language, Wording> WORDINGS = wordings();

    private Words() {}

    public static Wording in(Language language) {
        return Objects.requireNonNull(WORDINGS.get(language));
    }

    private static Map<Language, Wording> wordings() {
        Map<Language, Wording> wordings = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Wording wording = Wording.in(language);
            for (String file : FILES) {
                wording = wording.with(Words.class, "/words/" + file + "-");
            }
            wordings.put(language, wording);
        }
        return wordings;
    }
}
