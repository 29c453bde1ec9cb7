package dev.corridor.app.discovery;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.analysis.score.AnswerScale;
import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.answers.mine.IsoTime;
import dev.corridor.answers.score.ScoreReport;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.query.Value;
import dev.corridor.map.living.Mark;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.Population;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Answers questions about scores from the engine's stores, and remembers the latest answers of each version.
@Service
public class ScoreAnswers {
    /// Groups by the touchpoints that a journey visited.
    public static final String VISITED = "visited";

    /// Groups by the month in which a journey began.
    public static final String BEGUN = "begun";

    /// Groups by the touchpoint at which the answer was given, and by the month of the answer.
    private static final List<String> OF_THE_ANSWER = List.of("touchpoint", "month");

    private static final int ANSWERS = 64;

    private final Stores stores;
    private final Disclosure disclosure;
    private final ScoreWork work;
    private final Clock clock;
    private final VersionedCache<Asked, Scored> answers;

    ScoreAnswers(Stores stores, Disclosure disclosure, ScoreWork work, Clock clock, VersionedCaches caches) {
        this.stores = stores;
        this.work = work;
        this.disclosure = disclosure;
        this.clock = clock;
        this.answers = caches.ofLatest(ANSWERS);
    }

    /// What is asked.
    ///
    /// @param by `visited`, `begun`, `touchpoint` or `month` of the answer, or an attribute; empty: no groups
    /// @param measure empty: the usual one of the scale
    /// @param at the only touchpoint whose answers count
    public record Question(Query query, Optional<String> by, Optional<ScoreKind> measure, Optional<String> at) {}

    private record Asked(Question question, JourneyRule rule, boolean small) {}

    /// An answer as far as its reader may see it.
    ///
    /// @param groupings by what the reader may group
    public record Scored(
            Snapshot snapshot,
            Question question,
            ScoreAnswer answer,
            ScoreReport report,
            Allowance allowance,
            List<String> groupings) {}

    /// @param small whether the reader may list customers
    /// @throws CorridorException where a filter, rule or time cannot be read; `CLOSED_CONDITION`,
    ///     `UNKNOWN_GROUPING`, `TOO_LARGE`; and what [dev.corridor.analysis.score.Scores#of] throws
    public Scored ask(Question question, boolean small) {
        Snapshot snapshot = stores.current(question.query().set());
        JourneyRule rule = question.query().journeys().map(JourneyRules::parse).orElseGet(snapshot::rule);
        Allowance allowance = disclosure.of(snapshot, question.query(), small).ofAnswers();
        List<String> groupings = groupings(snapshot, allowance);
        question.by().filter(by -> !groupings.contains(by)).ifPresent(by -> {
            throw new CorridorException(
                    FigureError.UNKNOWN_GROUPING,
                    "Scores cannot be grouped by \"" + by + "\" here.",
                    "Group by " + String.join(", ", groupings) + ".");
        });
        Asked asked = new Asked(question, rule, small);
        return answers.get(snapshot, asked, () -> answered(snapshot, asked, allowance, groupings));
    }

    private static List<String> groupings(Snapshot snapshot, Allowance allowance) {
        List<String> groupings = new ArrayList<>(List.of(VISITED));
        if (!allowance.everything()) {
            groupings.add(BEGUN);
            snapshot.store().schema().attributes().stream()
                    .filter(attribute -> attribute.kind() == Attribute.Kind.CATEGORY
                            && attribute.level() != Attribute.Level.INTERACTION)
                    .map(Attribute::name)
                    .forEach(groupings::add);
            return groupings;
        }
        groupings.add(BEGUN);
        groupings.addAll(OF_THE_ANSWER);
        snapshot.store().schema().attributes().stream()
                .filter(attribute -> attribute.kind() != Attribute.Kind.TIME
                        && attribute.kind() != Attribute.Kind.TEXT
                        && !attribute.name().equals(Schema.SCORE))
                .map(Attribute::name)
                .forEach(groupings::add);
        return groupings;
    }

    private Scored answered(Snapshot snapshot, Asked asked, Allowance allowance, List<String> groupings) {
        Question question = asked.question();
        Recipe recipe = snapshot.origin().recipe();
        List<Filter> filters =
                question.query().filters().stream().map(FilterParser::parse).toList();
        long tomorrow = clock.instant().plus(Duration.ofDays(1)).getEpochSecond();
        ScoreQuestion meant = new ScoreQuestion(
                asked.rule(),
                filters,
                AsOf.second(question.query().asOf(), snapshot),
                RecipeZone.of(recipe),
                LocalClock.of(recipe, snapshot.store().schema()),
                AnswerScale.of(recipe, question.at(), Optional.empty()),
                question.measure(),
                question.at(),
                Optional.empty(),
                question.by(),
                Population.ENDLESS,
                tomorrow,
                asked.small() ? AnswerLimits.NONE : AnswerLimits.USUAL);
        ScoreAnswer all = work.answer(snapshot, question.query(), meant, asked.small());
        ScoreAnswer answer = allowance.everything()
                ? all
                : ScoreVeil.over(
                        all,
                        group -> allowed(group, question, allowance),
                        question.at().isEmpty() && allowance.whole());
        ScoreReport report = ScoreReport.of(
                answer,
                snapshot.origin().titled(snapshot.set().name()),
                JourneyRules.text(asked.rule()),
                filters.stream().map(Filter::text).toList(),
                answer.asOf() == null
                        ? null
                        : IsoTime.text(answer.asOf(), snapshot.store().schema()));
        return new Scored(
                snapshot,
                question,
                answer,
                allowance.everything() ? report : ScoreVeil.over(report),
                allowance,
                groupings);
    }

    private static boolean allowed(String group, Question question, Allowance allowance) {
        if (question.at().isPresent()) {
            return false;
        }
        String by = question.by().orElseThrow();
        return by.equals(VISITED)
                ? allowance.at(new Mark.Touchpoint(group))
                : condition(by, group).filter(allowance::under).isPresent();
    }

    /// The condition that holds for the journeys of a group; empty where no condition says so.
    ///
    /// @param by as in [Question]
    public static Optional<Filter> condition(String by, String group) {
        return switch (by) {
            case VISITED -> Optional.of(new Filter.Passes(group));
            case BEGUN -> Optional.of(ScoreGroups.in(YearMonth.parse(group)));
            case "touchpoint", "month" -> Optional.empty();
            default -> Optional.of(new Filter.AttributeComparison(by, Comparison.EQUAL, new Value(group)));
        };
    }
}
