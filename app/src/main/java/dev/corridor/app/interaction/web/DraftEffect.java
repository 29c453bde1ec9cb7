package dev.corridor.app.interaction.web;

import dev.corridor.answers.mine.Answer;
import dev.corridor.app.interaction.mapping.Preview;
import dev.corridor.recipes.reader.TimeParser;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Recipe;
import java.util.Arrays;

/// What a draft would become, as far as its first rows tell.
public sealed interface DraftEffect {
    /// Nothing can be said yet.
    ///
    /// @param hint a key of the words
    record Nothing(String hint) implements DraftEffect {}

    /// It would not work.
    record Refused(Note note) implements DraftEffect {}

    /// It works.
    record Works(Recipe recipe, Preview preview) implements DraftEffect {
        /// How many rejects are so for a time that cannot be read.
        public long unreadableTimes() {
            return preview.answer().rejected().reasons().stream()
                    .filter(reason -> Arrays.stream(TimeParser.Problem.values())
                            .anyMatch(problem -> problem.code().equals(reason.code())))
                    .mapToLong(Answer.Reason::count)
                    .sum();
        }

        /// Whether no column says when anything happened.
        public boolean timeless() {
            return recipe.interactions().stream().allMatch(rule -> switch (rule) {
                case InteractionRule.LongTable single -> single.time().isEmpty();
                case InteractionRule.WideTable wide ->
                    wide.touchpoints().stream()
                            .allMatch(touchpoint -> touchpoint.time().isEmpty());
            });
        }
    }
}
