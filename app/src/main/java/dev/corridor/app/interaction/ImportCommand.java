package dev.corridor.app.interaction;

import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.shared.command.DataOption;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.ErrorCode;
import dev.corridor.engine.error.Reason;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corridor import`: brings files into a data set, beside a server or without one.
@Command(
        name = "import",
        description = "Read files into a data folder by a recipe, whether a server runs on it or not.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    private static final long EVERY_MILLIS = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Tables (CSV, TSV, XES, JSON Lines, Parquet; also .gz), or folders of tables.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--recipe",
            paramLabel = "R",
            required = true,
            description = "The recipe: a YAML file, or the name of a shipped one (olist, online-retail, nps-verbatims,"
                    + " telco-churn).")
    private String recipe = "";

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "The data set to put them into; made where there is none. Otherwise one named by the recipe.")
    private @Nullable String set;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        List<Path> files = files();
        String text = recipeText();
        Recipe known = RecipeParser.parse(text);
        Ended ended = Parts.use(data.folder(), parts -> run(parts, files, known, text));
        tell(ended.done());
        ended.trouble().ifPresent(trouble -> {
            throw trouble;
        });
        return 0;
    }

    /// @param trouble why its figures could not be made, though its rows count
    private record Ended(Import done, Optional<CorridorException> trouble) {}

    private void tell(Import done) {
        Import.Figures figures = done.figures();
        PrintWriter out = spec.commandLine().getOut();
        out.println("import " + done.id() + ": " + grouped(figures.interactions()) + " interactions from "
                + grouped(done.reading().map(reading -> reading.rows()).orElse(0L)) + " rows");
        out.println("    new rows   " + grouped(figures.rowsNew()));
        out.println("    replaced   " + grouped(figures.rowsReplaced()));
        out.println("    unchanged  " + grouped(figures.rowsUnchanged()));
        out.println("    rejected   "
                + grouped(
                        done.reading().map(reading -> reading.rejected().rows()).orElse(0L)));
        if (figures.erased() > 0) {
            out.println("    left out   " + grouped(figures.erased()) + " (their customers were erased)");
        }
        out.flush();
    }

    private Ended run(ApplicationContext parts, List<Path> files, Recipe known, String text) {
        Imports imports = parts.getBean(Imports.class);
        DataSets sets = parts.getBean(DataSets.class);
        String name = Optional.ofNullable(set).filter(given -> !given.isBlank()).orElse(known.name());
        ImportId id = imports.draft(name, files, Import.COMMAND_LINE);
        try {
            imports.plan(id, name, known, text, sets.named(name).map(DataSet::id));
            imports.start(id, Import.COMMAND_LINE);
        } catch (CorridorException e) {
            imports.cancel(id, Import.COMMAND_LINE);
            throw e;
        }
        Thread told = Thread.ofVirtual().start(() -> tell(imports, id));
        while (imports.require(id).unfinished()) {
            imports.runDue();
            pause();
        }
        told.interrupt();
        Import done = imports.require(id);
        if (done.state() != State.DONE) {
            throw refused(done);
        }
        return new Ended(done, trouble(parts.getBean(Stores.class), done));
    }

    private static Optional<CorridorException> trouble(Stores stores, Import done) {
        try {
            stores.refresh(done.set().orElseThrow());
            return Optional.empty();
        } catch (CorridorException e) {
            return Optional.of(e);
        }
    }

    /// The import's own failure, as the server would show it.
    private static CorridorException refused(Import failed) {
        Import.Failure failure = failed.failure()
                .orElseGet(() -> new Import.Failure(
                        "C" + DataError.CANCELLED.number(),
                        "The import was cancelled.",
                        "Nothing of it was kept; start it again if wanted."));
        String remedy = failure.remedy();
        return new CorridorException(
                new Known(Integer.parseInt(failure.code().substring(1))),
                failure.sentence(),
                remedy == null ? "Look into the log in the data folder." : remedy);
    }

    /// A code that was kept as its number.
    private record Known(int number) implements ErrorCode {
        private static final int RECIPES = 2000;
        private static final int SERVER = 4000;

        @Override
        public String name() {
            return "C" + number;
        }

        @Override
        public Kind kind() {
            return number >= RECIPES && number < SERVER ? Kind.DATA : Kind.RESOURCES;
        }
    }

    private void tell(Imports imports, ImportId id) {
        PrintWriter messages = spec.commandLine().getErr();
        String said = "";
        try {
            while (true) {
                Progress now = imports.progress(id);
                String line = switch (now.stage()) {
                    case WAITING -> "";
                    case READING -> (int) (100 * now.share()) / 10 * 10 + " % read, " + grouped(now.rows()) + " rows";
                    case SAVING -> "saving";
                    case PREPARING -> "making the figures";
                };
                String step = line.replaceAll(",.*", "");
                if (!step.isEmpty() && !step.equals(said)) {
                    messages.println("corridor: " + line);
                    messages.flush();
                    said = step;
                }
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> files() {
        for (Path input : inputs) {
            if (!Files.isReadable(input)) {
                throw new CorridorException(
                        DataError.FILE_GONE, "There is no file " + input + " that can be read.", "Check the name.");
            }
        }
        List<Path> files = inputs.stream()
                .flatMap(input -> Tables.candidates(input).stream())
                .toList();
        if (files.isEmpty()) {
            throw new CorridorException(
                    DataError.NO_TABLES,
                    "There is no table in " + inputs.getFirst() + ".",
                    "Give CSV, TSV, XES, JSON Lines or Parquet files, or a folder that holds some.");
        }
        return files;
    }

    private String recipeText() {
        Path file = Path.of(recipe);
        try {
            if (Files.isRegularFile(file)) {
                return Files.readString(file);
            }
            return ShippedRecipes.text(recipe)
                    .orElseThrow(() -> new CorridorException(
                            DataError.FILE_GONE,
                            "There is no recipe " + recipe + ", neither as a file nor among the shipped ones.",
                            "Shipped are " + String.join(", ", ShippedRecipes.NAMES) + "."));
        } catch (IOException e) {
            throw new CorridorException(
                    DataError.FILE_GONE,
                    "The recipe " + recipe + " cannot be read: " + Reason.of(e) + ".",
                    "Check that it is UTF-8 text that you may read.",
                    e);
        }
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
