package dev.corridor.app.discovery;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.mine.ReportInput;
import dev.corridor.answers.mine.SeenJourneys;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.summary.OpenJourneys;
import dev.corridor.map.FlowReport;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.matrix.Moments;
import dev.corridor.statistics.score.MeanScore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/// Answers queries from the engine's stores, and remembers the latest answers of each version.
@Service
public class Figures {
    /// Kilobytes of answers that are kept, for each megabyte that the process may use.
    private static final long KEPT_KILOBYTES = 128;

    private static final int LOGS = 4;
    private static final int PATHS = 20;

    private final Stores stores;
    private final Disclosure disclosure;
    private final VersionedCache<Seen, SeenJourneys> journeys;
    private final VersionedCache<Asked, Answered> answers;

    Figures(Stores stores, Disclosure disclosure, VersionedCaches caches) {
        this.stores = stores;
        this.disclosure = disclosure;
        this.journeys = caches.ofLatestWhileMemoryLasts(LOGS);
        this.answers = caches.weighing((Runtime.getRuntime().maxMemory() >> 20) * KEPT_KILOBYTES, Answered::kilobytes);
    }

    private record Seen(JourneyRule rule, OptionalLong asOf) {}

    private record Asked(Query query, boolean small) {}

    /// An answer, what it was counted on, and what pictures need of it.
    ///
    /// @param allowance which scores may be shown; answer and report hold no other
    public record Answered(
            Snapshot snapshot,
            Question question,
            JourneySelection selection,
            OpenJourneys openJourneys,
            Answer answer,
            FlowReport report,
            Allowance allowance) {
        private static final int FIXED_KILOBYTES = 256;
        private static final long LISTED_PATH_BYTES = 64;

        public JourneyRule rule() {
            return question.rule();
        }

        /// The mean of scores, with its interval on the scale of the data.
        Result<Estimate> mean(Moments scores) {
            Result<Estimate> mean = MeanScore.of(scores);
            return report.scale()
                    .map(scale -> mean.map(estimate -> estimate.within(scale.min(), scale.max())))
                    .orElse(mean);
        }

        /// About how much memory it takes: a bit per journey, and the listed paths.
        private int kilobytes() {
            long journeys = selection().log().parts().stream()
                    .mapToLong(Journeys::count)
                    .sum();
            long paths = LISTED_PATH_BYTES * report.paths().listed().size();
            return (int) Math.min(Integer.MAX_VALUE, FIXED_KILOBYTES + (journeys / Byte.SIZE + paths >> 10));
        }
    }

    /// @param small whether the reader may list customers, and so sees scores of few and keys as examples; what
    ///     others see is what [Disclosure] allows
    /// @throws dev.corridor.engine.error.CorridorException where a filter, rule or time cannot be read;
    ///     `CLOSED_CONDITION`
    public Answered ask(Query query, boolean small) {
        Snapshot snapshot = stores.current(query.set());
        Query meant = new Query(
                query.set(),
                query.filters(),
                query.journeys().or(() -> Optional.of(JourneyRules.text(snapshot.rule()))),
                query.asOf());
        return answers.get(
                snapshot,
                new Asked(meant, small),
                () -> answered(snapshot, meant, small, disclosure.of(snapshot, query, small)));
    }

    private Answered answered(Snapshot snapshot, Query query, boolean small, Allowance allowance) {
        Question question = new Question(
                query.journeys().map(JourneyRules::parse).orElseGet(snapshot::rule),
                filters(query),
                AsOf.second(query.asOf(), snapshot),
                RecipeZone.of(snapshot.origin().recipe()),
                false,
                true,
                PATHS);
        Mining mining = mining(snapshot, question);
        Answer answer = mining.answer();
        FlowReport report = ReportInput.of(mining, answer, small);
        boolean everything = allowance.everything();
        return new Answered(
                snapshot,
                question,
                mining.selection(),
                mining.openJourneys(),
                everything ? answer : Veil.over(answer, report, allowance),
                everything ? report : Veil.over(report, allowance),
                allowance);
    }

    /// Asks the store; what questions about the same journeys share is worked out once.
    Mining mining(Snapshot snapshot, Question question) {
        SeenJourneys seen = journeys.get(
                snapshot,
                new Seen(question.rule(), question.asOf()),
                () -> SeenJourneys.of(snapshot.store(), question.rule(), question.asOf()));
        return new Mining(seen, snapshot.origin().titled(snapshot.set().name()), question);
    }

    /// The journeys that a query counts, for those who may list customers.
    ///
    /// @param cursor of the page before; empty: the first
    /// @throws dev.corridor.engine.error.CorridorException as [#ask]; `BAD_CURSOR`
    public JourneyList list(Query query, Optional<String> cursor, int most) {
        return JourneyList.of(ask(query, true), cursor, most);
    }

    /// Some of the journeys of an answer that meet one more condition, for those who may list customers.
    ///
    /// @param most how many at most
    public JourneyList among(Answered answered, Filter filter, int most) {
        JourneySelection chosen = ResolvedFilter.of(
                        filter, answered.snapshot().store(), answered.question().zone())
                .select(answered.selection(), answered::openJourneys);
        return JourneyList.of(answered, chosen, List.of(filter.text()), Optional.empty(), most);
    }

    /// The journeys that reached a step of a funnel, for those who may list customers.
    ///
    /// @param step from 1 to the number of its steps
    /// @param noFurther whether only those that did not reach the next step
    /// @throws dev.corridor.engine.error.CorridorException as [#list(Query, Optional, int)]
    public JourneyList list(
            Query query, Funnel funnel, int step, boolean noFurther, Optional<String> cursor, int most) {
        Answered answered = ask(query, true);
        return JourneyList.of(
                answered, funnel.reached(answered, step, noFurther), List.of(funnel, step, noFurther), cursor, most);
    }

    /// Hands on every journey that a query counts, in the order of [#list].
    ///
    /// @throws dev.corridor.engine.error.CorridorException as [#ask]
    public void each(Query query, Consumer<JourneyList.Row> reader) {
        JourneyList.each(ask(query, true), reader);
    }

    /// Conditions as filters; all must be readable.
    static List<Filter> filters(Query query) {
        return query.filters().stream().map(FilterParser::parse).toList();
    }
}
