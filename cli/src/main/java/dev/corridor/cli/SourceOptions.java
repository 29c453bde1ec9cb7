package dev.corridor.cli;

import dev.corridor.cli.mine.Answer;
import dev.corridor.cli.mine.Origin;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.intake.Rejections;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.GuessOptions;
import dev.corridor.recipes.recipe.Precision;
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
        Optional<Answer.Finding> proposal = recipe == null ? proposal(own, found.tables()) : Optional.empty();
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
            return new Loaded(
                    store, new Origin(used, reading(used, found, own, proposal, result)), builders.getFirst());
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

    /// The recipe beside the tables, else a shipped one that fits them.
    private static Optional<Answer.Finding> proposal(OwnFiles own, List<Table> tables) {
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

    private Origin.Reading reading(
            Recipe used, Tables.Found found, OwnFiles own, Optional<Answer.Finding> proposal, IntakeResult result) {
        List<Answer.Finding> findings = new ArrayList<>();
        proposal.ifPresent(findings::add);
        for (dev.corridor.recipes.intake.Finding finding : result.findings()) {
            findings.add(new Answer.Finding(
                    finding.code(),
                    finding.subject(),
                    finding.count(),
                    finding.denominator(),
                    finding.sentence(),
                    finding.examples()));
        }
        List<Tables.Unused> unusedFiles = found.unused().stream()
                .filter(unused -> !own.names().contains(unused.file()))
                .toList();
        for (Tables.Unused unused : unusedFiles) {
            findings.add(new Answer.Finding(
                    "unused-file",
                    unused.file(),
                    1,
                    found.tables().size() + unusedFiles.size(),
                    "The file " + unused.file() + " was not used. " + unused.reason(),
                    List.of()));
        }
        List<String> byDay = result.precisions().entrySet().stream()
                .filter(entry -> entry.getValue() == Precision.DAY)
                .map(Map.Entry::getKey)
                .toList();
        return new Origin.Reading(
                title().orElse(used.name()),
                found.tables().stream().map(Table::file).toList(),
                result.rows(),
                rejected(result.rejections()),
                findings,
                byDay);
    }

    private static Answer.Rejected rejected(Rejections rejections) {
        return new Answer.Rejected(
                rejections.rows(),
                rejections.reasons().stream()
                        .map(reason -> new Answer.Reason(
                                reason.code(),
                                reason.sentence(),
                                reason.count(),
                                reason.examples().stream()
                                        .map(SourceOptions::place)
                                        .toList()))
                        .toList());
    }

    private static Answer.Place place(Reject reject) {
        return new Answer.Place(reject.file(), reject.line(), reject.column(), reject.value());
    }
}
