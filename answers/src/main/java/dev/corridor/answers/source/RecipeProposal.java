package dev.corridor.answers.source;

import dev.corridor.answers.mine.Answer;
import dev.corridor.recipes.reader.Table;
import java.util.List;
import java.util.Optional;

/// The recipe to use for tables that were given without one, as a finding.
public final class RecipeProposal {
    private RecipeProposal() {}

    /// The recipe beside the tables, else a shipped one that fits them.
    public static Optional<Answer.Finding> of(OwnFiles own, List<Table> tables) {
        int files = tables.size();
        Optional<Answer.Finding> beside = own.proposal(tables)
                .map(file -> new Answer.Finding(
                        "recipe-in-folder",
                        String.valueOf(file.getFileName()),
                        files,
                        files,
                        "The folder holds a recipe that was not used: use --recipe " + quoted(file.toString()) + ".",
                        List.of()));
        return beside.or(() -> ShippedRecipes.thatFits(tables)
                .map(name -> new Answer.Finding(
                        "recipe-fits",
                        name,
                        files,
                        files,
                        "These files look like those of a shipped recipe: use --recipe " + name + ".",
                        List.of())));
    }

    /// As a shell takes it for one word.
    private static String quoted(String path) {
        return path.matches("[\\p{L}\\p{N}./_-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
