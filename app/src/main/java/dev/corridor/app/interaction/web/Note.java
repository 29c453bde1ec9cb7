package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.Import;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.error.CorridorException;

/// A refusal in words.
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
        String key = "import.remedy." + code;
        return page.words().all().containsKey(key) ? page.say(key) : remedy;
    }

    /// What is wrong, in the reader's language where the code has words.
    public String sentence(Page page) {
        String key = "import.problem." + code;
        return page.words().all().containsKey(key) ? page.say(key) : sentence;
    }
}
