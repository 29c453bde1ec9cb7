package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.mine.ReportInput;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.living.Places;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;

/// Answers queries from the engine's stores, and remembers the latest answers of each version.
@Service
public class Figures {
    private static final int ANSWERS = 64;
    private static final int PLACES = 24;
    private static final int PATHS = 20;

    private final Stores stores;
    private final Cache<Asked, Answered> answers =
            Caffeine.newBuilder().maximumSize(ANSWERS).build();
    private final Cache<Placed, Places> places =
            Caffeine.newBuilder().maximumSize(PLACES).build();

    Figures(Stores stores) {
        this.stores = stores;
    }

    private record Asked(long version, Query query, boolean small) {}

    private record Placed(DataSetId set, long version, JourneyRule rule, OptionalLong asOf, Language language, boolean small) {}

    /// An answer, what it was counted on, and what pictures need of it.
    public record Answered(Snapshot snapshot, Mining mining, Answer answer, FlowReport report) {
        public JourneySelection selection() {
            return mining.selection();
        }

        public JourneyRule rule() {
            return mining.question().rule();
        }
    }

    /// @param small whether scores of few, and keys as examples, may be shown
    /// @throws dev.corridor.engine.error.CorridorException where a filter, rule or time cannot be read
    public Answered ask(Query query, boolean small) {
        Snapshot snapshot = stores.current(query.set());
        Query meant = new Query(
                query.set(),
                query.filters(),
                query.journeys().or(() -> java.util.Optional.of(JourneyRules.text(snapshot.rule()))),
                query.asOf());
        return answers.get(new Asked(snapshot.version(), meant, small), asked -> answered(snapshot, asked));
    }

    private static Answered answered(Snapshot snapshot, Asked asked) {
        Query query = asked.query();
        Question question = new Question(
                query.journeys().map(JourneyRules::parse).orElseGet(snapshot::rule),
                query.filters().stream().map(FilterParser::parse).toList(),
                AsOf.second(query.asOf(), snapshot),
                RecipeZone.of(snapshot.origin().recipe()),
                false,
                asked.small(),
                PATHS);
        Mining mining = new Mining(
                snapshot.store(), snapshot.origin().titled(snapshot.set().name()), question);
        Answer answer = mining.answer();
        return new Answered(snapshot, mining, answer, ReportInput.of(mining, answer, asked.small()));
    }

    /// Where everything of the query's data set and rule stands on the map, whatever is filtered.
    public Places places(Query query, Language language, boolean small) {
        Answered whole = ask(query.unfiltered(), small);
        return places.get(
                new Placed(
                        query.set(),
                        whole.snapshot().version(),
                        whole.rule(),
                        whole.mining().question().asOf(),
                        language,
                        small),
                _ -> Places.of(whole.report(), language, small));
    }

    /// Conditions as filters; all must be readable.
    static List<Filter> filters(Query query) {
        return query.filters().stream().map(FilterParser::parse).toList();
    }
}
