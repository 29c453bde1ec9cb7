package dev.corridor.app.interaction;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.sample.Effects;
import dev.corridor.sample.SampleCompany;
import dev.corridor.sample.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// The sample company, on request: it is made, and imported like any other files.
@Service
public class SampleData {
    /// As many as a demonstration shows.
    public static final long JOURNEYS = 12_000;

    private static final long SEED = 1;

    private final Imports imports;
    private final DataSets sets;

    SampleData(Imports imports, DataSets sets) {
        this.imports = imports;
        this.sets = sets;
    }

    /// Makes the sample company and starts its import into a data set of its own, named like the company; where
    /// that name is taken, with a number.
    ///
    /// @param journeys how many, about
    /// @throws CorridorException `UPLOAD_FAILED` where there is no room
    public ImportId load(long journeys, String by) {
        ImportId id = imports.draft("", by);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("corridor-sample");
            SampleCompany.write(new Setup(journeys, SEED, Effects.PLANTED), folder, true, _ -> {});
            for (Path file : files(folder)) {
                String fileName = String.valueOf(file.getFileName());
                if (!fileName.equals(SampleCompany.RECIPE) && !fileName.equals(SampleCompany.TRUTH)) {
                    try (InputStream content = Files.newInputStream(file)) {
                        imports.upload(id, fileName, content);
                    }
                }
            }
            String text = Files.readString(folder.resolve(SampleCompany.RECIPE));
            Recipe recipe = RecipeParser.parse(text);
            imports.plan(id, free(recipe.name()), recipe, text, Optional.empty());
            imports.start(id, by);
            return id;
        } catch (IOException e) {
            imports.cancel(id, by);
            throw new CorridorException(
                    DataError.UPLOAD_FAILED,
                    "The sample company could not be written: " + Reason.of(e) + ".",
                    "Free space on the server's disk, then try again.",
                    e);
        } finally {
            remove(folder);
        }
    }

    private String free(String name) {
        String free = name;
        for (int copy = 2; sets.named(free).isPresent(); copy++) {
            free = name + " " + copy;
        }
        return free;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void remove(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
