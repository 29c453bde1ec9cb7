package dev.corridor.cli;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.answers.source.OwnFiles;
import dev.corridor.answers.source.RecipeProposal;
import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.answers.source.TablesRead;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.GuessOptions;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeGuess;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.recipes.recipe.RecipeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Where the data come from and how they are read.
final class SourceOptions {
    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description =
                    "Tables (CSV, TSV, XES, JSON Lines, Parquet; also .gz), folders of tables, or one saved store.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--recipe",
            paramLabel = "R",
            description = "The recipe: a YAML file, or the name of a shipped one (olist, online-retail, nps-verbatims,"
                    + " telco-churn). Without it the usual column names are looked for.")
    private @Nullable String recipe;

    @Option(names = "--case", paramLabel = "C", description = "The column that names the journey.")
    private @Nullable String caseColumn;

    @Option(names = "--activity", paramLabel = "A", description = "The column that names the touchpoint.")
    private @Nullable String activity;

    @Option(names = "--time", paramLabel = "T", description = "The column of the time.")
    private @Nullable String time;

    @Option(names = "--customer", paramLabel = "C", description = "The column that names the customer.")
    private @Nullable String customer;

    @Option(
            names = "--classifier",
            paramLabel = "NAME|KEYS",
            description = "XES: what names the touchpoint, a declared classifier or keys; otherwise concept:name.")
    private @Nullable String classifier;

    @Option(names = "--lifecycle", paramLabel = "L", description = "XES: the only transition that counts.")
    private @Nullable String lifecycle;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(names = "--title", paramLabel = "TEXT", description = "What to call the data; otherwise the recipe's name.")
    private @Nullable String title;

    /// Tables that are read by a recipe, for commands with a form of their own.
    static SourceOptions of(List<Path> inputs, String recipe, ReadingOptions reading) {
        SourceOptions source = new SourceOptions();
        source.inputs = List.copyOf(inputs);
        source.recipe = recipe;
        source.reading = reading;
        return source;
    }

    /// Every file that is read: those given, those of the folders given, and the recipe.
    List<Path> inputs() {
        List<Path> files = new ArrayList<>();
        inputs.forEach(input -> files.addAll(Store.isStore(input) ? Store.files(input) : Tables.candidates(input)));
        if (recipe != null && Files.isRegularFile(Path.of(recipe))) {
            files.add(Path.of(recipe));
        }
        return files;
    }

    /// Opens the store, or reads the tables, for an answer beside which nothing is written.
    Loaded load(PrintWriter messages) {
        return load(messages, new OutputOptions());
    }

    /// Opens the store, or reads the tables.
    ///
    /// @param messages for progress and remarks
    Loaded load(PrintWriter messages, OutputOptions output) {
        inputs.forEach(MineCommand::requireExists);
        Optional<Path> saved = inputs.stream().filter(Store::isStore).findFirst();
        return saved.isPresent() ? open(saved.get(), output) : read(messages, output);
    }

    private Loaded open(Path folder, OutputOptions output) {
        if (inputs.size() > 1) {
            throw MineCommand.usage(
                    folder + " is a saved store, which is asked alone.", "Give the store, or the tables, not both.");
        }
        refuse("is for tables, and a saved store was given", "Leave it out, or give the tables.", true);
        output.requireNoTables();
        Store store = Store.open(folder);
        Origin origin = Origin.of(store.notes())
                .orElseThrow(() -> new CorridorException(
                        CommandError.INPUT_MISSING,
                        "The store " + folder + " does not say by which recipe it was read.",
                        "Build it again with --save."));
        output.writeRecipe(origin.recipe());
        return new Loaded(store, title().map(origin::titled).orElse(origin), () -> {});
    }

    private Optional<String> title() {
        return Optional.ofNullable(title).filter(text -> !text.isBlank());
    }

    /// Refuses options that would be passed over without a word.
    private void refuse(String why, String remedy, boolean alsoRecipe) {
        Map<String, Optional<String>> options = new LinkedHashMap<>();
        options.put("--recipe", Optional.ofNullable(alsoRecipe ? recipe : null));
        options.put("--case", Optional.ofNullable(caseColumn));
        options.put("--activity", Optional.ofNullable(activity));
        options.put("--time", Optional.ofNullable(time));
        options.put("--customer", Optional.ofNullable(customer));
        options.put("--classifier", Optional.ofNullable(classifier));
        options.put("--lifecycle", Optional.ofNullable(lifecycle));
        options.put("--delimiter", reading.delimiter().filter(_ -> alsoRecipe));
        options.put("--encoding", reading.encoding().filter(_ -> alsoRecipe));
        options.forEach((name, value) -> {
            if (value.isPresent()) {
                throw MineCommand.usage(name + " " + why + ".", remedy);
            }
        });
    }

    private Loaded read(PrintWriter messages, OutputOptions output) {
        if (recipe != null) {
            refuse("is for tables without a recipe, and one was given", "Say it in the recipe.", false);
        }
        Tables.Found found = Tables.find(inputs, reading.options());
        if (found.tables().isEmpty()) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING,
                    "There is no table in " + inputs.getFirst() + ".",
                    "Give CSV, TSV, XES, JSON Lines or Parquet files, or a folder that holds some.");
        }
        OwnFiles own = OwnFiles.in(inputs);
        Optional<Answer.Finding> proposal = recipe == null ? RecipeProposal.of(own, found.tables()) : Optional.empty();
        Recipe used =
                recipe == null ? guess(found.tables(), proposal, messages) : RecipeParser.parse(recipeText(recipe));
        proposal.ifPresent(finding -> messages.println(PlainText.line(finding.sentence())));
        output.writeRecipe(used);
        IntakeOptions options =
                output.rejected().file().map(IntakeOptions.usual()::withRejects).orElseGet(IntakeOptions::usual);
        List<StoreBuilder> builders = new ArrayList<>();
        Progress progress = Progress.on(messages);
        try {
            IntakeResult result = Intake.run(
                    used,
                    found.tables(),
                    schema -> {
                        StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults());
                        builders.add(builder);
                        return builder.appender();
                    },
                    options,
                    progress::reading);
            progress.building();
            Store store = builders.getFirst().build();
            progress.done();
            Origin.Reading left = TablesRead.reading(title().orElse(used.name()), found, own, proposal, result);
            return new Loaded(store, new Origin(used, left), builders.getFirst());
        } catch (RuntimeException e) {
            progress.done();
            builders.forEach(StoreBuilder::close);
            throw e;
        }
    }

    private Recipe guess(List<Table> tables, Optional<Answer.Finding> proposal, PrintWriter messages) {
        Recipe guessed;
        try {
            guessed = RecipeGuess.guess(
                    tables,
                    new GuessOptions(
                            Optional.ofNullable(caseColumn),
                            Optional.ofNullable(activity),
                            Optional.ofNullable(time),
                            Optional.ofNullable(customer),
                            Optional.ofNullable(classifier),
                            Optional.ofNullable(lifecycle)));
        } catch (CorridorException e) {
            throw proposal.map(finding -> new CorridorException(e.code(), e.sentence(), finding.sentence(), e))
                    .orElse(e);
        }
        messages.println("The columns were guessed. This is the recipe; mine --save-recipe FILE saves it.");
        messages.println(PlainText.lines(RecipeWriter.write(guessed)));
        return guessed;
    }

    private static String recipeText(String recipe) {
        Path file = Path.of(recipe);
        try {
            if (Files.isRegularFile(file)) {
                return Files.readString(file);
            }
            return ShippedRecipes.text(recipe)
                    .orElseThrow(() -> new CorridorException(
                            CommandError.INPUT_MISSING,
                            "There is no recipe " + recipe + ", neither as a file nor among the shipped ones.",
                            "Shipped are " + String.join(", ", ShippedRecipes.NAMES) + "."));
        } catch (CharacterCodingException e) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING, "The recipe " + recipe + " is not UTF-8 text.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING,
                    "The recipe " + recipe + " cannot be read: " + e.getMessage() + ".",
                    "Check the permissions.",
                    e);
        }
    }
}
