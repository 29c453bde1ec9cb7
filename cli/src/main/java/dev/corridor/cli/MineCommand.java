package dev.corridor.cli;

import dev.corridor.cli.mine.Answer;
import dev.corridor.cli.mine.AnswerJson;
import dev.corridor.cli.mine.AnswerText;
import dev.corridor.cli.mine.Mining;
import dev.corridor.cli.mine.Origin;
import dev.corridor.cli.mine.Question;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--journeys",
            paramLabel = "RULE",
            description = "What makes a journey: key, customer, gap=30d, or from=A,to=B,timeout=14d[,reentry]."
                    + " Without it, what the recipe says.")
    private @Nullable String journeys;

    @Option(
            names = "--filter",
            paramLabel = "F",
            description =
                    "Keep only the journeys that meet it, for example 'state = SP and passes \"parcel.delivered\"'."
                            + " Several must all be met. See docs/reference/filters.md.")
    private List<String> filters = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "See the data as they were at this day or time; later interactions do not count.")
    private @Nullable String asOf;

    @Option(names = "--exact", description = "Make every median and 90 %% point exact, however large the data.")
    private boolean exact;

    @Option(
            names = "--include-small",
            description =
                    "Show mean scores of fewer than 10 journeys too, and those left out because one would follow.")
    private boolean includeSmall;

    @Option(names = "--paths", paramLabel = "N", defaultValue = "20", description = "How many paths to list: 20.")
    private int paths;

    @Option(names = "--strict", description = "End with exit code 65 where rows were rejected.")
    private boolean strict;

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/mine.schema.json).")
    private boolean json;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (paths < 0) {
            throw usage("--paths " + paths + " is negative.", "Give 0 or more.");
        }
        AsOf seen = new AsOf(asOf);
        output.requireFree(source.inputs());
        JourneyRule asked = journeys == null ? null : JourneyRules.parse(journeys);
        List<Filter> conditions = filters.stream().map(FilterParser::parse).toList();
        try (Loaded loaded = source.load(spec.commandLine().getErr(), output)) {
            Store store = loaded.store();
            Recipe recipe = loaded.origin().recipe();
            JourneyRule rule = asked != null ? asked : JourneyRules.parse(recipe.journeys());
            Question question = new Question(
                    rule, conditions, seen.second(recipe, store), AsOf.zone(recipe), exact, includeSmall, paths);
            Mining mining = new Mining(store, loaded.origin(), question);
            Answer answer = mining.answer();
            output.write(store, loaded.origin(), mining, answer, includeSmall);
            spec.commandLine()
                    .getOut()
                    .print(json ? AnswerJson.write(answer) : AnswerText.write(answer, PlainText::line));
            return strict ? strictly(loaded.origin()) : ExitCode.OK.number();
        }
    }

    private static int strictly(Origin origin) {
        long rejected = origin.reading().rejected().rows();
        if (rejected == 0) {
            return ExitCode.OK.number();
        }
        throw new CorridorException(
                CommandError.REJECTED_ROWS,
                "The answer was printed, but " + rejected + " rows or cells were rejected and --strict was given.",
                "Mend the rows, or leave out --strict; --rejects FILE lists them all.");
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
