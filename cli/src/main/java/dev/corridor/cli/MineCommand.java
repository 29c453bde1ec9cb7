package dev.corridor.cli;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.cli.mine.AnswerText;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor mine`: reads tables by a recipe, or opens a saved store, and says which journeys customers
/// really walked.
@Command(
        name = "mine",
        description = "Read a company's tables and say which journeys its customers really walked.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class MineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private ViewOptions viewed = new ViewOptions();

    @Option(names = "--exact", description = "Make every median and 90 %% point exact, however large the data.")
    private boolean exact;

    @Option(
            names = "--include-small",
            description =
                    "Show mean scores of fewer than 10 journeys too, and those left out because one would follow.")
    private boolean includeSmall;

    @Option(names = "--paths", paramLabel = "N", defaultValue = "20", description = "How many paths to list: 20.")
    private int paths;

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/mine.schema.json).")
    private boolean json;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (paths < 0) {
            throw usage("--paths " + paths + " is negative.", "Give 0 or more.");
        }
        output.requireFree(source.inputs());
        ViewOptions.View view = viewed.view();
        try (Loaded loaded = source.load(spec.commandLine().getErr(), output)) {
            Store store = loaded.store();
            Recipe recipe = loaded.origin().recipe();
            Question question = new Question(
                    view.rule(recipe),
                    view.filters(),
                    view.asOf().second(recipe, store),
                    RecipeZone.of(recipe),
                    exact,
                    includeSmall,
                    paths,
                    output.detailedPaths());
            Mining mining = new Mining(store, loaded.origin(), question);
            Answer answer = mining.answer();
            output.write(store, loaded.origin(), mining, answer, includeSmall);
            spec.commandLine()
                    .getOut()
                    .print(json ? AnswerJson.write(answer) : AnswerText.write(answer, PlainText::line));
            return output.rejected().exitCode(loaded.origin());
        }
    }

    static CorridorException usage(String sentence, String remedy) {
        return new CorridorException(CommandError.USAGE, sentence, remedy);
    }

    static void requireExists(Path path) {
        if (path.toString().isEmpty()) {
            throw usage("The name of an input is empty.", "Give a file or a folder; '.' is the one you are in.");
        }
        if (!Files.exists(path)) {
            throw new CorridorException(
                    CommandError.INPUT_MISSING, "There is no file or folder " + path + ".", "Check the name.");
        }
    }
}
