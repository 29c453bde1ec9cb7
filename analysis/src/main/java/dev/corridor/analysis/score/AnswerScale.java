package dev.corridor.analysis.score;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.Digits;
import dev.corridor.statistics.score.Scale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The scale on which customers answered, as the recipe says.
public final class AnswerScale {
    private AnswerScale() {}

    /// The one scale of all scores, or of those at one touchpoint.
    ///
    /// @param at the only touchpoint whose answers count
    /// @param said on the command line, for recipes that do not say it
    public static Scale of(Recipe recipe, Optional<String> at, Optional<Scale> said) {
        List<AttributeRule> scores = scores(recipe, at);
        if (scores.isEmpty()) {
            throw new CorridorException(
                    ScoreError.NO_SCORE,
                    "The recipe \"" + recipe.name() + "\" names no score"
                            + at.map(touchpoint -> " at " + touchpoint).orElse("") + ".",
                    "Say in the recipe which column holds the answers: score: {column: stars, scale: 1..5}.");
        }
        Set<dev.corridor.recipes.recipe.Scale> scales = new LinkedHashSet<>();
        scores.forEach(score -> score.scale().ifPresent(scales::add));
        boolean unsaid = scores.stream().anyMatch(score -> score.scale().isEmpty());
        if (scales.size() > 1 || (unsaid && scales.size() == 1)) {
            throw new CorridorException(
                    ScoreError.SEVERAL_SCALES,
                    "The recipe has scores on several scales ("
                            + String.join(
                                    ", ", scales.stream().map(AnswerScale::text).toList())
                            + (unsaid ? ", and one that is not said" : "") + "), which make no common figure.",
                    "Ask about one touchpoint with --at TOUCHPOINT, or bring all answers to one scale.");
        }
        if (scales.isEmpty()) {
            return said.orElseThrow(() -> new CorridorException(
                    ScoreError.NO_SCALE,
                    "The recipe \"" + recipe.name() + "\" does not say on which scale customers answered.",
                    "Add scale: 0..10 (or 1..5, 1..7) to its score, or give --scale 0..10."));
        }
        Scale scale = whole(scales.iterator().next());
        if (said.isPresent() && !said.get().equals(scale)) {
            throw new CorridorException(
                    ScoreError.SEVERAL_SCALES,
                    "--scale " + said.get().low() + ".." + said.get().high() + " contradicts the recipe, which says "
                            + scale + ".",
                    "Leave --scale out, or mend the recipe.");
        }
        return scale;
    }

    private static List<AttributeRule> scores(Recipe recipe, Optional<String> at) {
        List<AttributeRule> scores = new ArrayList<>();
        for (InteractionRule rule : recipe.interactions()) {
            scores.addAll(scores(rule.source().attributes()));
            if (rule instanceof InteractionRule.WideTable wide) {
                wide.touchpoints().stream()
                        .filter(touchpoint -> at.isEmpty() || at.get().equals(touchpoint.name()))
                        .forEach(touchpoint -> scores.addAll(scores(touchpoint.attributes())));
            }
        }
        return scores;
    }

    private static List<AttributeRule> scores(List<AttributeRule> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(Schema.SCORE))
                .toList();
    }

    /// A scale of whole numbers.
    private static Scale whole(dev.corridor.recipes.recipe.Scale scale) {
        return whole(scale.from(), scale.to())
                .orElseThrow(() -> new CorridorException(
                        ScoreError.UNUSABLE_SCALE,
                        "The scale " + text(scale) + " is not of 3 to 1,001 whole numbers.",
                        "Scores are counted on whole numbers such as 0..10, 1..5 or 1..7: turn half steps into whole"
                                + " ones, for example 0.5..5 into 1..10."));
    }

    /// The scale from one whole number to another; empty where that is none.
    public static Optional<Scale> whole(double from, double to) {
        boolean whole = from == Math.rint(from) && to == Math.rint(to) && Math.abs(from) <= 1e6;
        return whole && to - from >= 2 && to - from <= 1_000
                ? Optional.of(new Scale((int) from, (int) to))
                : Optional.empty();
    }

    private static String text(dev.corridor.recipes.recipe.Scale scale) {
        return Digits.exact(scale.from()) + ".." + Digits.exact(scale.to());
    }
}
