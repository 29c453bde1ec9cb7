package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.mapping.ColumnUses;
import dev.corridor.app.interaction.mapping.Mapping;
import dev.corridor.app.interaction.mapping.Meaning;
import dev.corridor.app.interaction.mapping.Shape;
import dev.corridor.app.shared.web.Page;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.ColumnGuess;
import dev.corridor.recipes.recipe.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the page of a draft shows.
///
/// @param broken why a file cannot be read at all
/// @param mapping column by column; empty where the recipe says more than that
/// @param recipe empty where the draft has none yet, or none that can be read
/// @param shipped the shipped recipe that fits the files
/// @param refused why it was not started
public record DraftView(
        Import draft,
        Optional<Note> broken,
        List<Shape> shapes,
        List<Tables.Unused> unused,
        Optional<Mapping> mapping,
        Optional<Recipe> recipe,
        DraftEffect effect,
        List<DataSet> sets,
        Optional<String> shipped,
        Optional<Note> refused) {
    /// Where a text stands for the proposal by columns in the form that chooses recipes.
    public static final String COLUMNS = "columns";

    public DraftView {
        shapes = List.copyOf(shapes);
        unused = List.copyOf(unused);
        sets = List.copyOf(sets);
    }

    /// What a column may be taken for: that it says when something happened always, more about times where any are.
    public List<Meaning> choices(int shape, ColumnGuess column) {
        Meaning now = meaning(shape, column.column());
        return Arrays.stream(Meaning.values())
                .filter(meaning -> meaning == now || column.mayBeTimes() || !isMoreAboutTimes(meaning))
                .toList();
    }

    private static boolean isMoreAboutTimes(Meaning meaning) {
        return switch (meaning) {
            case TIME_DAY_FIRST, TIME_MONTH_FIRST, DATE -> true;
            case UNUSED, CUSTOMER, JOURNEY, TOUCHPOINT, TIME, SCORE, OUTCOME, CATEGORY, NUMBER, TEXT -> false;
        };
    }

    public Meaning meaning(int shape, String column) {
        return mapping.map(known -> known.of(shape, column)).orElse(Meaning.UNUSED);
    }

    /// What the recipe does with a column, as one line.
    public String uses(Page page, int shape, String column) {
        List<ColumnUses.Use> uses = recipe.map(
                        known -> ColumnUses.of(known).uses(shapes.get(shape).names(), column))
                .orElse(List.of());
        return uses.isEmpty()
                ? page.say("import.use.none")
                : String.join(
                        "; ",
                        uses.stream().map(use -> said(page, use)).distinct().toList());
    }

    private String said(Page page, ColumnUses.Use use) {
        String what = use.kind().equals("time-of")
                ? recipe.map(known ->
                                known.displayName(use.what(), page.language().tag()))
                        .orElse(use.what())
                : use.what();
        return page.say("import.use." + use.kind(), what);
    }

    /// The name as it stands in the form: the recipe's where nobody has chosen one.
    public String name() {
        return draft.name().isBlank() ? recipe.map(Recipe::name).orElse("") : draft.name();
    }

    /// Why files were taken out of it.
    public Optional<Note> reduced() {
        return draft.failure()
                .filter(failure -> failure.code().equals("C" + DataError.FILE_ERASED.number()))
                .map(Note::of);
    }

    public boolean canStart() {
        return effect instanceof DraftEffect.Works && broken.isEmpty();
    }

    public long bytes() {
        return draft.files().stream().mapToLong(Import.File::bytes).sum();
    }
}
