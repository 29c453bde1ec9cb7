package dev.corridor.cli;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.analysis.score.AnswerScale;
import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.analysis.score.Scores;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.mine.IsoTime;
import dev.corridor.answers.score.ScoreReport;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.cli.score.ScoreText;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Population;
import dev.corridor.statistics.score.Scale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor score`: who answered, the score of all and of groups with intervals, and which groups differ.
@Command(
        name = "score",
        description = "Say who answered, the score with its interval, and which groups differ.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,7})\\.\\.(-?\\d{1,7})");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--by",
            paramLabel = "ATTRIBUTE|touchpoint|visited|month|begun",
            description =
                    "Groups: an attribute, the touchpoint or the local month of the answer, the touchpoints that the"
                            + " journey visited, or the local month in which it began.")
    private @Nullable String by;

    @Option(
            names = "--measure",
            paramLabel = "nps|csat|ces|mean",
            description = "The figure; otherwise nps on 0 to 10, csat on 1 to 5, ces on 1 to 7, else mean.")
    private @Nullable ScoreKind measure;

    @Option(names = "--at", paramLabel = "TOUCHPOINT", description = "Only answers given at this touchpoint.")
    private @Nullable String at;

    @Option(
            names = "--asked",
            paramLabel = "TOUCHPOINT",
            description = "Where customers are asked; otherwise 'X sent' or 'X asked' beside 'X answered'.")
    private @Nullable String asked;

    @Option(
            names = "--scale",
            paramLabel = "FROM..TO",
            description = "The scale of the answers, such as 0..10, where the recipe does not say it.")
    private @Nullable String scale;

    @Option(
            names = "--population",
            paramLabel = "N",
            description = "How many customers those who answered are a part of: the figure of all then speaks of these"
                    + " alone. Without it, of customers to come too.")
    private @Nullable Long population;

    @Mixin
    private ViewOptions viewed = new ViewOptions();

    @Option(
            names = "--include-small",
            description = "Show figures of fewer than 10 answers too, and those left out because one would follow.")
    private boolean includeSmall;

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/score.schema.json).")
    private boolean json;

    @Mixin
    private RejectOptions rejected = new RejectOptions();

    @Override
    public Integer call() {
        Optional<Scale> said = Optional.ofNullable(scale).map(ScoreCommand::parse);
        Population all = population == null ? Population.ENDLESS : population(population);
        OutputOptions output = OutputOptions.of(rejected);
        output.requireFree(source.inputs());
        ViewOptions.View view = viewed.view();
        try (Loaded loaded = source.load(spec.commandLine().getErr(), output)) {
            Store store = loaded.store();
            Recipe recipe = loaded.origin().recipe();
            JourneyRule rule = view.rule(recipe);
            ScoreQuestion question = new ScoreQuestion(
                    rule,
                    view.filters(),
                    view.asOf().second(recipe, store),
                    RecipeZone.of(recipe),
                    LocalClock.of(recipe, store.schema()),
                    AnswerScale.of(recipe, Optional.ofNullable(at), said),
                    Optional.ofNullable(measure),
                    Optional.ofNullable(at),
                    Optional.ofNullable(asked),
                    Optional.ofNullable(by),
                    all,
                    AsOf.tomorrow(),
                    includeSmall ? AnswerLimits.NONE : AnswerLimits.USUAL);
            ScoreAnswer answer = Scores.of(store, question);
            ScoreReport report = ScoreReport.of(
                    answer,
                    loaded.origin(),
                    JourneyRules.text(rule),
                    view.filters().stream().map(Filter::text).toList(),
                    answer.asOf() == null ? null : IsoTime.text(answer.asOf(), store.schema()));
            spec.commandLine()
                    .getOut()
                    .print(json ? AnswerJson.write(report) : ScoreText.write(report, PlainText::line));
            return rejected.exitCode(loaded.origin());
        }
    }

    private static Population population(long size) {
        if (size < 1) {
            throw MineCommand.usage("--population " + size + " is no number of customers.", "Give 1 or more.");
        }
        return new Population(size);
    }

    private static Scale parse(String text) {
        Matcher range = RANGE.matcher(text);
        return Optional.of(range)
                .filter(Matcher::matches)
                .flatMap(ends -> AnswerScale.whole(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2))))
                .orElseThrow(() -> MineCommand.usage(
                        "--scale " + text + " is no scale of whole numbers.", "Write it as 0..10, 1..5 or 1..7."));
    }
}
