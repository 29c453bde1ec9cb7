package dev.corridor.cli.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.recipes.recipe.Recipe;

/// What candidates are called for people.
///
/// @param title of the data
/// @param language of the names of touchpoints
public record MomentWords(Recipe recipe, String title, String language) {
    /// What the customers of a candidate lived.
    String label(Moment moment) {
        String touchpoint = recipe.displayName(moment.touchpoint(), language);
        String second = recipe.displayName(moment.second(), language);
        return switch (moment.kind()) {
            case WAITING_PAST_DUE -> touchpoint + ": still waiting past the due day";
            case DELIVERED_LATE -> touchpoint + ": late";
            case DAYS_LATE -> touchpoint + ": days late";
            case DAYS_LATE_ALL -> touchpoint + ": days late in the end, whenever they answered";
            case TOUCHPOINT -> touchpoint;
            case OUTCOME -> touchpoint + ": " + moment.second();
            case WAIT -> "Wait from " + second + " to " + touchpoint;
            case FRAGMENT -> second + ", then again " + touchpoint;
            case WAY -> touchpoint + " straight from " + second;
            case NUMBER -> moment.second() + " at " + touchpoint;
        };
    }
}
