package dev.corridor.cli;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Origin;
import dev.corridor.answers.mine.ReportInput;
import dev.corridor.cli.mine.AnswerCsv;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Store;
import dev.corridor.map.Language;
import dev.corridor.map.report.HtmlReport;
import dev.corridor.map.svg.DrawnMap;
import dev.corridor.map.svg.SvgMap;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is written beside the answer on standard output.
final class OutputOptions {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report: one page with the map, paths, tables and findings, that needs no network.")
    private @Nullable Path html;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the map as a picture.")
    private @Nullable Path svg;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "The language of report and map: en, pt or ru.")
    private Language language = Language.EN;

    @Option(names = "--with-ids", description = "Show keys and rejected values as examples in the report.")
    private boolean withIds;

    @Option(names = "--csv", paramLabel = "DIR", description = "Write the tables of the answer as CSV files.")
    private @Nullable Path csv;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keep the journeys in this folder; mine DIR asks them again without the source.")
    private @Nullable Path save;

    @Option(names = "--save-recipe", paramLabel = "FILE", description = "Write the recipe that was used or guessed.")
    private @Nullable Path saveRecipe;

    @Mixin
    private RejectOptions rejected = new RejectOptions();

    /// Nothing but rejects, for commands that write no other file.
    static OutputOptions of(RejectOptions rejected) {
        OutputOptions output = new OutputOptions();
        output.rejected = rejected;
        return output;
    }

    /// Of how many paths what is written shows durations and scores, beside those of the answer.
    int detailedPaths() {
        return html == null && svg == null ? 0 : ReportInput.PATHS;
    }

    /// Refuses what would be lost or written twice, before any work is done.
    ///
    /// @param inputs every file that is read
    void requireFree(List<Path> inputs) {
        if (Stream.of(html, svg, rejected.file().orElse(null), saveRecipe, csv, save)
                .anyMatch(output -> output != null && output.toString().isEmpty())) {
            throw MineCommand.usage("The name of an output is empty.", "Give one, or leave the option out.");
        }
        List<Path> files = files();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            if (inputs.stream().anyMatch(input -> isSame(input, file))) {
                throw MineCommand.usage(file + " is read and cannot be written too.", "Choose another name.");
            }
            if (files.subList(0, i).stream().anyMatch(other -> isSame(other, file))) {
                throw MineCommand.usage(file + " is to be written twice.", "Give every output a name of its own.");
            }
            Stream.concat(files.stream(), Stream.ofNullable(save))
                    .filter(other -> !other.equals(file) && isInside(file, other))
                    .findFirst()
                    .ifPresent(other -> {
                        throw MineCommand.usage(
                                file + " would lie in " + other + ", which is written too.",
                                "Give every output a place of its own.");
                    });
            OutputFile.requireFree(file, rejected.replaces());
        }
        if (save != null) {
            if (!rejected.replaces() && !Store.isFree(save)) {
                throw new CorridorException(
                        CommandError.OUTPUT_EXISTS,
                        save + " exists already.",
                        "Choose another folder, or replace a store with --force.");
            }
            Store.requirePlace(save, rejected.replaces());
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        Stream.of(html, svg, rejected.file().orElse(null), saveRecipe)
                .filter(Objects::nonNull)
                .forEach(files::add);
        if (csv != null) {
            AnswerCsv.files().forEach(name -> files.add(csv.resolve(name)));
        }
        return files;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInside(Path one, Path other) {
        return one.toAbsolutePath()
                .normalize()
                .startsWith(other.toAbsolutePath().normalize());
    }

    /// Refuses what a saved store has no part in.
    void requireNoTables() {
        if (save != null || rejected.file().isPresent()) {
            throw MineCommand.usage(
                    (save != null ? "--save" : "--rejects") + " is for tables, and a saved store was given.",
                    save != null ? "Copy the folder." : "Give the tables, or see the rejects in the answer.");
        }
    }

    RejectOptions rejected() {
        return rejected;
    }

    void writeRecipe(Recipe recipe) {
        if (saveRecipe != null) {
            OutputFile.write(saveRecipe, rejected.replaces(), RecipeWriter.write(recipe));
        }
    }

    void write(Store store, Origin origin, Mining mining, Answer answer, boolean includeSmall) {
        if (html != null || svg != null) {
            DrawnMap drawn = DrawnMap.of(ReportInput.of(mining, answer, withIds), language, includeSmall);
            if (html != null) {
                OutputFile.write(html, rejected.replaces(), HtmlReport.render(drawn));
            }
            if (svg != null) {
                OutputFile.write(svg, rejected.replaces(), SvgMap.render(drawn));
            }
        }
        if (csv != null) {
            AnswerCsv.tables(answer)
                    .forEach((name, text) -> OutputFile.write(csv.resolve(name), rejected.replaces(), text));
        }
        if (save != null) {
            store.save(save, origin.notes(), rejected.replaces());
        }
    }
}
