package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;

/// What candidates are called in JSON: the English labels of the page.
///
/// @param title of the data
public record MomentWords(Recipe recipe, String title, Wording wording) {
    public MomentWords(Recipe recipe, String title) {
        this(recipe, title, Wording.in(Language.EN, MomentsPhrases.class, MomentsPhrases.FILE));
    }

    /// What the customers of a candidate lived.
    String label(Moment moment) {
        boolean touchpoint = moment.kind().isBetween();
        return wording.say(
                "label." + MomentsJson.word(moment.kind()),
                name(moment.touchpoint()),
                touchpoint ? name(moment.second()) : moment.second());
    }

    private String name(String touchpoint) {
        return recipe.displayName(touchpoint, Language.EN.tag());
    }
}
