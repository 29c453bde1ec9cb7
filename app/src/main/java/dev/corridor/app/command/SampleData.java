package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.sample.Effects;
import dev.corridor.sample.SampleCompany;
import dev.corridor.sample.Setup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/// The sample company as the demo's data set, imported like anybody's files.
final class SampleData {
    private static final long JOURNEYS = 12_000;
    private static final long SEED = 1;
    private static final String BY = "demo";

    private SampleData() {}

    /// Loads it, unless the folder has data already; returns when its pages can be read.
    static void load(ApplicationContext parts, DataFolder folder, PrintWriter messages) {
        if (!parts.getBean(DataSets.class).all().isEmpty()) {
            return;
        }
        messages.println("corridor: making the sample company");
        messages.flush();
        Path company = folder.root().resolve("company");
        try {
            SampleCompany.write(new Setup(JOURNEYS, SEED, Effects.PLANTED), company, true, told -> {});
            String recipeText = Files.readString(company.resolve(SampleCompany.RECIPE));
            Recipe recipe = RecipeParser.parse(recipeText);
            Imports imports = parts.getBean(Imports.class);
            ImportId id = imports.draft(recipe.name(), tables(company), BY);
            imports.plan(id, recipe.name(), recipe, recipeText, Optional.empty());
            imports.start(id, BY);
            imports.runDue();
            await(imports, id);
        } catch (IOException failure) {
            throw notLoaded(String.valueOf(failure.getMessage()));
        }
    }

    private static List<Path> tables(Path company) throws IOException {
        try (Stream<Path> files = Files.list(company)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    /// The server's own worker may have taken it up first.
    private static void await(Imports imports, ImportId id) {
        while (true) {
            Import now = imports.require(id);
            switch (now.state()) {
                case DONE -> {
                    return;
                }
                case DRAFT, WAITING, RUNNING -> pause();
                case FAILED, CANCELLED, UNDONE ->
                    throw notLoaded(now.failure().map(Import.Failure::sentence).orElse("it was stopped"));
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notLoaded("it was stopped");
        }
    }

    private static CorridorException notLoaded(String reason) {
        return new CorridorException(
                ServerError.SAMPLE_NOT_LOADED,
                "the sample company could not be loaded: " + reason,
                "Look into the log in the data folder, or take a new one with --data.");
    }
}
