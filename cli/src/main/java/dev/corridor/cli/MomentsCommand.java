package dev.corridor.cli;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentSearch;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.answers.moments.MomentWords;
import dev.corridor.answers.moments.MomentsHtml;
import dev.corridor.answers.moments.MomentsJson;
import dev.corridor.answers.moments.ScoreRemarks;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.cli.moments.MomentsText;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.Store;
import dev.corridor.map.Language;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor moments`: which of the things that customers live through decide what they answer, whether
/// they order
/// again or whether they leave.
@Command(
        name = "moments",
        description = {
            "Find the moments of truth: what customers had lived when they answered (or left, or ordered again), and"
                    + " whether the outcome goes with it, with evidence.",
            "",
            "Candidates are promises kept, late or overdue, touchpoints met or not, their outcomes, waits, returns and"
                    + " numbers. Answers given before an exposure never count as its effect. See"
                    + " docs/reference/moments.md."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class MomentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--outcome",
            paramLabel = "O",
            required = true,
            description =
                    "What may be moved: score, repurchase (another journey begins) or churn (the customer leaves).")
    private MomentQuestion.Outcome outcome = MomentQuestion.Outcome.SCORE;

    @Option(
            names = "--within",
            paramLabel = "T",
            defaultValue = "180d",
            description = "How long customers are watched after a completed journey, for repurchase and churn: 180d.")
    private String within = "180d";

    @Option(
            names = "--leaves",
            paramLabel = "TOUCHPOINT",
            description = "The touchpoint at which a customer leaves, for churn; several may be given. Without it, who"
                    + " begins no other journey in that time has left.")
    private List<String> leaves = List.of();

    @Option(
            names = "--cluster",
            paramLabel = "ATTRIBUTE",
            description =
                    "What exposures are shared by beside customers (seller, region, day); the larger error is used.")
    private @Nullable String cluster;

    @Option(
            names = "--smallest",
            paramLabel = "E",
            description =
                    "The smallest effect that matters: points of the score (5 %% of its scale), or a share (0.05).")
    private @Nullable Double smallest;

    @Mixin
    private RuleOption journeys = new RuleOption();

    @Option(names = "--include-small", description = "Show figures of fewer than 10 answers too.")
    private boolean includeSmall;

    @Option(names = "--json", description = "Print the answer as JSON (docs/reference/moments.schema.json).")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one page with the moments and their curves, that needs no network.")
    private @Nullable Path html;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "The language of the page: en, pt or ru.")
    private Language language = Language.EN;

    @Option(names = "--force", description = "Replace a page that exists already.")
    private boolean force;

    @Override
    public Integer call() {
        if (html != null) {
            requireFree(html);
        }
        if (smallest != null && !(smallest > 0 && Double.isFinite(smallest))) {
            throw MineCommand.usage("--smallest " + smallest + " is no effect.", "Give a number above 0.");
        }
        Duration window = window();
        Optional<JourneyRule> asked = journeys.rule();
        try (Loaded loaded = source.load(spec.commandLine().getErr())) {
            Store store = loaded.store();
            Recipe recipe = loaded.origin().recipe();
            JourneyRule rule = asked.orElseGet(() -> JourneyRules.parse(recipe.journeys()));
            requireQuestion(store, rule);
            ZoneId zone = RecipeZone.of(recipe);
            MomentQuestion question = new MomentQuestion(
                    outcome,
                    rule,
                    window,
                    Optional.ofNullable(cluster),
                    smallest == null ? OptionalDouble.empty() : OptionalDouble.of(smallest),
                    leaves,
                    zone,
                    new HashSet<>(loaded.origin().reading().byDay()));
            MomentsAnswer answer = new MomentSearch(store, recipe, question)
                    .answer()
                    .with(ScoreRemarks.of(outcome, loaded.origin().reading()));
            List<Overdue> overdue = Overdue.of(store.journeys(rule), recipe, zone);
            MomentWords words =
                    new MomentWords(recipe, loaded.origin().reading().title());
            AnswerLimits limits = includeSmall ? AnswerLimits.NONE : AnswerLimits.USUAL;
            if (html != null) {
                OutputFile.write(
                        html,
                        force,
                        MomentsHtml.write(
                                answer,
                                recipe,
                                overdue,
                                loaded.origin().reading().title(),
                                language,
                                limits));
            }
            spec.commandLine()
                    .getOut()
                    .print(
                            json
                                    ? MomentsJson.write(answer, words, limits)
                                    : MomentsText.write(answer, recipe, overdue, limits, PlainText::line));
            return ExitCode.OK.number();
        }
    }

    private Duration window() {
        try {
            if (JourneyRules.parse("gap=" + within) instanceof JourneyRule.ByGap(Duration gap)) {
                return gap;
            }
        } catch (CorridorException refused) {
            throw MineCommand.usage("--within " + within + " is no duration.", "Write 180d, 36h or 1d12h.");
        }
        throw new IllegalStateException(within);
    }

    private void requireFree(Path file) {
        if (file.toString().isEmpty()) {
            throw MineCommand.usage("The name of an output is empty.", "Give one, or leave the option out.");
        }
        Path target = file.toAbsolutePath().normalize();
        if (source.inputs().stream()
                .anyMatch(input -> input.toAbsolutePath().normalize().equals(target))) {
            throw MineCommand.usage(file + " is read and cannot be written too.", "Choose another name.");
        }
        OutputFile.requireFree(file, force);
    }

    private void requireQuestion(Store store, JourneyRule rule) {
        if (outcome != MomentQuestion.Outcome.SCORE && rule instanceof JourneyRule.ByCustomer) {
            throw MineCommand.usage(
                    "--outcome " + outcome.word() + " needs journeys of which a customer can have several.",
                    "Say what makes a journey with --journeys key, gap=... or from=...");
        }
        if (outcome == MomentQuestion.Outcome.SCORE && store.schema().idOf(Schema.SCORE) < 0) {
            throw MineCommand.usage(
                    "There is no score in these data.",
                    "Name its column under score: in the recipe, or ask for --outcome repurchase or churn.");
        }
        for (String touchpoint : leaves) {
            if (outcome != MomentQuestion.Outcome.CHURN) {
                throw MineCommand.usage("--leaves is for --outcome churn.", "Leave it out.");
            }
            if (store.touchpoints().code(touchpoint).isEmpty()) {
                throw MineCommand.usage(
                        "There is no touchpoint \"" + touchpoint + "\" in the data.",
                        MeantWord.of(touchpoint, store.touchpoints().all())
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("mine lists the touchpoints."));
            }
        }
        if (cluster != null && !cluster.equals("day") && store.schema().idOf(cluster) < 0) {
            List<String> names = store.schema().attributes().stream()
                    .map(attribute -> attribute.name())
                    .toList();
            throw MineCommand.usage(
                    "There is no attribute \"" + cluster + "\" in the data.",
                    MeantWord.of(cluster, names)
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("Attributes are: " + String.join(", ", names) + "."));
        }
    }
}
