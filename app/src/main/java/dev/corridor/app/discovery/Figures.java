package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.mine.ReportInput;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.map.FlowReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/// Answers queries from the engine's stores, and remembers the latest answers of each version.
@Service
public class Figures {
    private static final int ANSWERS = 64;
    private static final int PATHS = 20;

    private final Stores stores;
    private final Disclosure disclosure;
    private final Cache<Asked, Answered> answers =
            Caffeine.newBuilder().maximumSize(ANSWERS).build();

    Figures(Stores stores, Disclosure disclosure) {
        this.stores = stores;
        this.disclosure = disclosure;
    }

    private record Asked(long version, Query query, boolean small) {}

    /// An answer, what it was counted on, and what pictures need of it.
    ///
    /// @param allowance which scores may be shown; answer and report hold no other
    public record Answered(Snapshot snapshot, Mining mining, Answer answer, FlowReport report, Allowance allowance) {
        public JourneySelection selection() {
            return mining.selection();
        }

        public JourneyRule rule() {
            return mining.question().rule();
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
                new Asked(snapshot.version(), meant, small),
                asked -> answered(snapshot, asked, disclosure.of(snapshot, query, small)));
    }

    private static Answered answered(Snapshot snapshot, Asked asked, Allowance allowance) {
        Query query = asked.query();
        Question question = new Question(
                query.journeys().map(JourneyRules::parse).orElseGet(snapshot::rule),
                filters(query),
                AsOf.second(query.asOf(), snapshot),
                RecipeZone.of(snapshot.origin().recipe()),
                false,
                true,
                PATHS);
        Mining mining = new Mining(
                snapshot.store(), snapshot.origin().titled(snapshot.set().name()), question);
        Answer answer = mining.answer();
        FlowReport report = ReportInput.of(mining, answer, asked.small());
        return allowance.everything()
                ? new Answered(snapshot, mining, answer, report, allowance)
                : new Answered(snapshot, mining, Veil.over(answer, allowance), Veil.over(report, allowance), allowance);
    }

    /// The journeys that a query counts, for those who may list customers.
    ///
    /// @param cursor of the page before; empty: the first
    /// @throws dev.corridor.engine.error.CorridorException as [#ask]; `BAD_CURSOR`
    public JourneyList list(Query query, Optional<String> cursor, int most) {
        return JourneyList.of(ask(query, true), cursor, most);
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
