package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.GuessOptions;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeGuess;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.recipes.recipe.RecipeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs recipes over files written on the spot.
final class Runs {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private IntakeOptions options = IntakeOptions.usual();

    Runs(Path folder) {
        this.folder = folder;
    }

    /// What a run gave.
    record Outcome(RecordingEngine engine, IntakeResult result, Recipe recipe) {
        Optional<Finding> finding(String code) {
            return result.findings().stream()
                    .filter(finding -> finding.code().equals(code))
                    .findFirst();
        }

        Finding needed(String code) {
            return finding(code).orElseThrow(() -> new AssertionError("no " + code + " in " + result.findings()));
        }

        List<String> codes() {
            return result.findings().stream().map(Finding::code).toList();
        }

        List<String> lines() {
            return engine.lines();
        }
    }

    Runs with(String name, String content) {
        try {
            files.add(Files.writeString(folder.resolve(name), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Runs with(Path file) {
        files.add(file);
        return this;
    }

    Runs options(IntakeOptions given) {
        options = given;
        return this;
    }

    List<Table> tables() {
        return Tables.find(files, ReadOptions.detect()).tables();
    }

    Outcome run(String recipe) {
        return run(RecipeParser.parse(recipe));
    }

    Outcome run(Recipe recipe) {
        return run(recipe, new RecordingEngine());
    }

    Outcome run(Recipe recipe, RecordingEngine engine) {
        IntakeResult result = Intake.run(recipe, tables(), engine, options, ProgressListener.NONE);
        return new Outcome(engine, result, recipe);
    }

    /// Runs the recipe that is guessed, after printing and reading it.
    Outcome guess(GuessOptions said) {
        Recipe recipe = RecipeGuess.guess(tables(), said);
        Recipe read = RecipeParser.parse(RecipeWriter.write(recipe));
        if (!read.equals(recipe)) {
            throw new AssertionError("printed otherwise:\n" + RecipeWriter.write(recipe) + "\n" + recipe + "\n" + read);
        }
        return run(read);
    }
}
