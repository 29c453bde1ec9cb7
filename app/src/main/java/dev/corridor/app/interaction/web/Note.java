package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.Import;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal in words. Words of a code are either a whole sentence, `import.problem.C4203`, or a title,
/// `import.title.C2111`, under which the English says which file, column or line is meant.
///
/// @param code such as `C2112`
public record Note(String code, String sentence, String remedy) {
    static Note of(CorridorException e) {
        return new Note("C" + e.code().number(), e.sentence(), e.remedy());
    }

    static Note of(Import.Failure failure) {
        String remedy = failure.remedy();
        return new Note(failure.code(), failure.sentence(), remedy == null ? "" : remedy);
    }

    /// What to do, on a page where columns are said in lists instead of a recipe.
    public String remedy(Page page) {
        return words(page, "remedy").orElse(remedy);
    }

    /// What is wrong, in the reader's language where the code has words.
    public String sentence(Page page) {
        return words(page, "problem")
                .or(() -> words(page, "title").map(title -> title + "."))
                .orElse(sentence);
    }

    /// What exactly is wrong, in English; empty where the sentence says it.
    public Optional<String> exact(Page page) {
        return words(page, "problem").isEmpty() && words(page, "title").isPresent()
                ? Optional.of(sentence)
                : Optional.empty();
    }

    /// The language of the sentence where it is not the reader's.
    public @Nullable String sentenceLanguage(Page page) {
        return words(page, "problem").or(() -> words(page, "title")).isPresent() ? null : Language.EN.tag();
    }

    /// The language of the remedy where it is not the reader's.
    public @Nullable String remedyLanguage(Page page) {
        return words(page, "remedy").isPresent() ? null : Language.EN.tag();
    }

    private Optional<String> words(Page page, String kind) {
        String key = "import." + kind + "." + code;
        return page.words().all().containsKey(key) ? Optional.of(page.say(key)) : Optional.empty();
    }
}
