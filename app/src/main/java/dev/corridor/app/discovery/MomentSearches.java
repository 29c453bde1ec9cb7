package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentQuestion.Outcome;
import dev.corridor.analysis.moments.MomentSearch;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.analysis.moments.SearchProgress;
import dev.corridor.answers.moments.ScoreRemarks;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.app.interaction.CustomerErased;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.InteractionsChanged;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.recipes.recipe.Recipe;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Searches data sets for moments of truth in the background, one search at a time, and keeps what was found. A newer
/// version of the data has what was asked before searched again; until that is done the older answer stays.
@Service
public class MomentSearches {
    private static final Logger LOG = LoggerFactory.getLogger(MomentSearches.class);
    private static final int KEPT = 24;
    private static final Duration POLL = Duration.ofMillis(100);

    /// Bytes of memory that a search takes for each outcome: the sample company with 300,000 journeys took 139 MB for
    /// 67,201 scores and 314 MB for 169,103 journeys watched for coming back.
    private static final long BYTES_PER_OUTCOME = 2_000;

    /// What the rest of the server needs.
    private static final long RESERVED = 130L << 20;

    private final Stores stores;
    private final Clock clock;
    private final ExecutorService search = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("moments").factory());
    private final Cache<Question, Ended> found =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Map<Question, Search> running = new ConcurrentHashMap<>();
    private final Map<DataSetId, Instant> erasedAt = new ConcurrentHashMap<>();

    MomentSearches(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /// What is searched for.
    ///
    /// @param within how long customers are watched, for repurchase and churn
    public record Question(DataSetId set, Outcome outcome, JourneyRule rule, Duration within) {}

    private record Search(long version, Instant since, SearchProgress progress) {}

    /// A search that is over.
    sealed interface Ended {
        long version();
    }

    /// What was found.
    ///
    /// @param version of the data set
    /// @param overdue who waits at the end of the data
    public record Found(
            long version, MomentsAnswer answer, Recipe recipe, List<Overdue> overdue, Instant at, Duration took)
            implements Ended {
        /// The answer as far as its reader may see it.
        public MomentsAnswer shown(Allowance allowance) {
            return allowance.everything() ? answer : MomentsVeil.over(answer, allowance.ofAnswers());
        }
    }

    private record Failed(long version, CorridorException why) implements Ended {}

    /// How far a question is.
    ///
    /// @param found the latest answer there is; of an older version while `searching`
    /// @param searching since when the present version is searched or waits for its turn
    /// @param ahead searches that come first
    /// @param done steps of the search
    /// @param steps of the search in all; 0 until they are known
    public record State(Optional<Found> found, Optional<Instant> searching, int ahead, int done, int steps) {
        /// Nothing is known, and nothing searched.
        public static final State NONE = new State(Optional.empty(), Optional.empty(), 0, 0, 0);
    }

    /// The question about a data set under its own journey rule or another.
    ///
    /// @param journeys as in addresses; empty: the data set's
    public Question question(DataSetId set, Outcome outcome, Optional<String> journeys, Duration within) {
        JourneyRule rule = journeys.map(JourneyRules::parse)
                .orElseGet(() -> stores.current(set).rule());
        return new Question(set, outcome, rule, within);
    }

    /// @param allowance for the question, whatever its conditions
    /// @throws CorridorException `CLOSED_CONDITION` where the answer would tell a reader what few answered
    public static void requireOpen(Question question, Allowance allowance) {
        if (allowance.closed()
                || (question.outcome() == Outcome.SCORE
                        && !allowance.ofAnswers().whole())) {
            throw new CorridorException(
                    FigureError.CLOSED_CONDITION,
                    "What moves customers is shown under the data's own journey rule, and where enough customers"
                            + " answered: two answers under rules that differ little would tell what single customers"
                            + " said.",
                    "Take the journey rule out of the address, or ask somebody who may list customers.");
        }
    }

    /// How far it is; a question that nobody has asked of this version begins to be searched.
    ///
    /// @throws CorridorException `NO_SCORE_IN_DATA`, `ONE_JOURNEY_EACH`, `TOO_LARGE`, `SEARCH_FAILED`
    public State state(Question question) {
        Snapshot snapshot = stores.current(question.set());
        requireAnswerable(question, snapshot);
        Ended latest = found.getIfPresent(question);
        if (latest != null && latest.version() == snapshot.version()) {
            return switch (latest) {
                case Found answer -> new State(Optional.of(answer), Optional.empty(), 0, 0, 0);
                case Failed(long version, CorridorException why) -> throw why;
            };
        }
        Search now = begin(question, snapshot);
        Instant erased = erasedAt.getOrDefault(question.set(), Instant.MIN);
        Optional<Found> older =
                latest instanceof Found answer && answer.at().isAfter(erased) ? Optional.of(answer) : Optional.empty();
        int ahead = (int) running.values().stream()
                .filter(other -> other.since().isBefore(now.since()))
                .count();
        SearchProgress progress = now.progress();
        return new State(older, Optional.of(now.since()), ahead, progress.done(), progress.all());
    }

    /// The answer of the present version, after as long as that takes.
    ///
    /// @throws CorridorException as [#state]
    public Found await(Question question) {
        State state = state(question);
        while (state.searching().isPresent()) {
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while moments were searched", e);
            }
            state = state(question);
        }
        return state.found().orElseThrow();
    }

    private Search begin(Question question, Snapshot snapshot) {
        return running.compute(question, (_, before) -> {
            if (before != null && before.version() >= snapshot.version()) {
                return before;
            }
            Search next = new Search(snapshot.version(), clock.instant(), new SearchProgress());
            search.execute(() -> run(question, snapshot, next));
            return next;
        });
    }

    /// No answer from before shows who was erased.
    @EventListener
    void on(CustomerErased erased) {
        erasedAt.put(erased.set(), clock.instant());
    }

    /// Searches what was asked before anew.
    @EventListener
    void on(InteractionsChanged changed) {
        for (Question question : Set.copyOf(found.asMap().keySet())) {
            if (question.set().equals(changed.set())) {
                search.execute(() -> again(question));
            }
        }
    }

    private void again(Question question) {
        try {
            state(question);
        } catch (CorridorException refused) {
            LOG.debug("not searched again", refused);
        }
    }

    private void run(Question question, Snapshot snapshot, Search own) {
        try {
            Search latest = running.get(question);
            if (latest != null && latest.version() == snapshot.version()) {
                found.put(question, answer(question, snapshot, own.progress()));
            }
        } catch (CorridorException refused) {
            found.put(question, new Failed(snapshot.version(), refused));
        } catch (RuntimeException bug) {
            LOG.error("the search for moments of data set {} failed", question.set(), bug);
            found.put(
                    question,
                    new Failed(
                            snapshot.version(),
                            new CorridorException(
                                    FigureError.SEARCH_FAILED,
                                    "The search for moments of truth did not come to its end.",
                                    "Tell whoever runs the server; the log says more.",
                                    bug)));
        } finally {
            running.remove(question, own);
        }
    }

    private Found answer(Question question, Snapshot snapshot, SearchProgress progress) {
        requireMemory(question, snapshot);
        Instant begun = clock.instant();
        long nanos = System.nanoTime();
        Recipe recipe = snapshot.origin().recipe();
        ZoneId zone = RecipeZone.of(recipe);
        MomentQuestion asked = new MomentQuestion(
                question.outcome(),
                question.rule(),
                question.within(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                zone,
                new HashSet<>(snapshot.origin().reading().byDay()));
        MomentsAnswer answer = new MomentSearch(snapshot.store(), recipe, asked)
                .answer(progress)
                .with(ScoreRemarks.of(question.outcome(), snapshot.origin().reading()));
        return new Found(
                snapshot.version(),
                answer,
                recipe,
                Overdue.of(snapshot.store().journeys(question.rule()), recipe, zone),
                begun,
                Duration.ofNanos(System.nanoTime() - nanos));
    }

    private static void requireAnswerable(Question question, Snapshot snapshot) {
        if (question.outcome() == Outcome.SCORE && snapshot.store().schema().idOf(Schema.SCORE) < 0) {
            throw new CorridorException(
                    FigureError.NO_SCORE_IN_DATA,
                    "There is no score in these data.",
                    "Name its column under score: in the recipe, or ask what moves coming back.");
        }
        if (question.outcome() != Outcome.SCORE && question.rule() instanceof JourneyRule.ByCustomer) {
            throw new CorridorException(
                    FigureError.ONE_JOURNEY_EACH,
                    "Every customer has one journey under this rule, so that none can come back.",
                    "Choose a journey rule of which a customer can have several.");
        }
    }

    /// Refuses what would take the memory from everybody else.
    private static void requireMemory(Question question, Snapshot snapshot) {
        long needed = BYTES_PER_OUTCOME * outcomes(question, snapshot);
        if (needed > Runtime.getRuntime().maxMemory() - RESERVED) {
            throw tooLarge("about " + (needed + RESERVED >> 20) + " MB");
        }
    }

    /// At most so many outcomes.
    private static long outcomes(Question question, Snapshot snapshot) {
        JourneySelection all = snapshot.store().journeys(question.rule()).all();
        return question.outcome() == Outcome.SCORE
                ? all.parts().stream()
                        .flatMapToDouble(part -> Arrays.stream(part.journeys().scores()))
                        .filter(score -> !Double.isNaN(score))
                        .count()
                : all.count();
    }

    private static CorridorException tooLarge(String needed) {
        return new CorridorException(
                FigureError.TOO_LARGE,
                "The search for moments of truth in these data needs " + needed
                        + " of memory, and the server was started with "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB.",
                "Start it with more (CORRIDOR_JAVA_OPTIONS=-Xmx2g), or ask with corridor moments on the command line.");
    }

    @PreDestroy
    void stop() throws InterruptedException {
        search.shutdownNow();
        search.awaitTermination(1, TimeUnit.SECONDS);
    }
}
