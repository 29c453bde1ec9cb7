package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.Reason;
import dev.corridor.engine.internal.Temporary;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The engine's stores, one per data set, made of the interactions in the database and kept in files. A reader holds
/// one [Snapshot] and never sees half of a change.
@Service
public class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    private static final String VERSION = "version";
    private static final String IMPORTS = "imports";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final long EVERYTHING = -1;

    /// Before figures are made again that could not be written.
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long SMALLEST_SEGMENT = 100_000;
    private static final long SEGMENTS = 16;

    private final JdbcClient database;
    private final DataSets sets;
    private final ImportTable imports;
    private final StoreFeed feed;
    private final TransactionTemplate reading;
    private final TransactionTemplate guard;
    private final ApplicationEventPublisher events;
    private final Path folder;
    private final Map<DataSetId, Snapshot> held = new ConcurrentHashMap<>();
    private final Map<DataSetId, Object> locks = new ConcurrentHashMap<>();
    private final Map<DataSetId, Trouble> troubles = new ConcurrentHashMap<>();

    Stores(
            JdbcClient database,
            DataSets sets,
            ImportTable imports,
            StoreFeed feed,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            @Value("${corridor.data}") Path data) {
        this.database = database;
        this.sets = sets;
        this.imports = imports;
        this.feed = feed;
        this.reading =
                new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()), transactions);
        this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.guard = transactions;
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading.setReadOnly(true);
        this.events = events;
        this.folder = data.resolve("engine");
    }

    /// The data set as it was last made ready; the first call after a start may have to make it.
    ///
    /// @throws CorridorException `NO_SUCH_DATA_SET`; `NOTHING_IMPORTED` where it holds no interaction
    public Snapshot current(DataSetId id) {
        Snapshot snapshot = held.get(id);
        DataSet set = sets.require(id);
        if (snapshot == null) {
            snapshot = refresh(id).orElse(null);
        }
        if (snapshot == null) {
            throw new CorridorException(
                    DataError.NOTHING_IMPORTED,
                    "The data set '" + set.name() + "' holds nothing yet.",
                    "Import files into it.");
        }
        return new Snapshot(set, snapshot.version(), snapshot.store(), snapshot.origin());
    }

    /// The data set as it is held at the moment; empty where it was not asked for yet or nothing is in it. Never waits.
    public Optional<Snapshot> held(DataSetId id) {
        return Optional.ofNullable(held.get(id));
    }

    /// Whether those who ask now are given the newest version of a data set, not one that is still held meanwhile.
    public boolean isCurrent(DataSetId id) {
        Snapshot snapshot = held.get(id);
        return snapshot == null
                ? !troubles.containsKey(id)
                : sets.find(id)
                        .filter(set -> set.version() == snapshot.version())
                        .isPresent();
    }

    /// Removes the store of a data set that is no more.
    void forget(DataSetId id) {
        synchronized (locks.computeIfAbsent(id, _ -> new Object())) {
            troubles.remove(id);
            drop(id);
        }
    }

    private void drop(DataSetId id) {
        held.remove(id);
        remove(id);
        events.publishEvent(new StoreReplaced(id));
    }

    /// Brings the store up to the database's version; readers go on with the one they hold.
    Optional<Snapshot> refresh(DataSetId id) {
        synchronized (locks.computeIfAbsent(id, _ -> new Object())) {
            Snapshot before = held.get(id);
            Wanted wanted = reading.execute(_ -> wanted(id));
            if (wanted == null || wanted.imports().isEmpty()) {
                troubles.remove(id);
                drop(id);
                return Optional.empty();
            }
            Snapshot now = before != null && before.version() == wanted.set().version()
                    ? before
                    : written(wanted, () -> openedOrMade(wanted, before));
            held.put(id, now);
            if (before == null || before.version() != now.version()) {
                events.publishEvent(new StoreReplaced(id));
                events.publishEvent(new InteractionsChanged(id, now.version()));
            }
            return Optional.of(now);
        }
    }

    /// Makes every store anew from the database, so that nothing of what was erased stays in its files.
    void rebuild(DataSetId id) {
        synchronized (locks.computeIfAbsent(id, _ -> new Object())) {
            Wanted wanted = reading.execute(_ -> wanted(id));
            if (wanted == null || wanted.imports().isEmpty()) {
                drop(id);
            } else {
                held.put(id, written(wanted, () -> made(wanted, null)));
                events.publishEvent(new StoreReplaced(id));
            }
        }
    }

    /// @param since by the machine's own clock
    private record Trouble(CorridorException why, long since) {
        /// Whether it is time to try again.
        boolean isPast() {
            return System.nanoTime() - since > PAUSE.toNanos();
        }
    }

    /// Why the figures of a data set could not be brought up to date at the last try; empty where they are.
    public Optional<CorridorException> trouble(DataSetId id) {
        return Optional.ofNullable(troubles.get(id)).map(Trouble::why);
    }

    /// Lets nobody read what is held of a data set, until it has been made anew.
    void withhold(DataSetId id) {
        held.remove(id);
        events.publishEvent(new StoreReplaced(id));
    }

    /// @throws CorridorException `FIGURES_NOT_WRITTEN`
    private Snapshot written(Wanted wanted, Supplier<Snapshot> work) {
        DataSetId id = wanted.set().id();
        try {
            Snapshot snapshot = alone(id, work);
            troubles.remove(id);
            return snapshot;
        } catch (CorridorException e) {
            throw e.code() == EngineError.STORE_NOT_WRITTEN ? noted(wanted, e.sentence(), e) : e;
        } catch (UncheckedIOException e) {
            throw noted(wanted, Reason.of(Objects.requireNonNull(e.getCause())) + ".", e);
        }
    }

    private CorridorException noted(Wanted wanted, String why, RuntimeException cause) {
        CorridorException trouble = new CorridorException(
                DataError.FIGURES_NOT_WRITTEN,
                "The figures of '" + wanted.set().name() + "' cannot be written into " + folder + ": " + why,
                "Make room on the disk that holds it; the figures are then made by themselves. Nothing that was"
                        + " imported is lost.",
                cause);
        troubles.put(wanted.set().id(), new Trouble(trouble, System.nanoTime()));
        return trouble;
    }

    /// Does it while no other process, such as the command line beside a server, makes this store.
    private Snapshot alone(DataSetId id, Supplier<Snapshot> work) {
        return Objects.requireNonNull(guard.execute(_ -> {
            lock(id);
            return work.get();
        }));
    }

    private void lock(DataSetId id) {
        database.sql("SELECT pg_advisory_xact_lock(hashtext('corridor.store'), CAST(:id AS integer))::text")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    private Snapshot openedOrMade(Wanted wanted, @Nullable Snapshot before) {
        Snapshot there = opened(wanted).orElse(before);
        return there != null && there.version() == wanted.set().version() ? there : made(wanted, there);
    }

    /// Looks for versions that this process has not made yet, such as those of an import by the command line, and
    /// those that could not be written.
    void refreshAll() {
        for (DataSet set : sets.all()) {
            Snapshot snapshot = held.get(set.id());
            boolean old = snapshot != null && snapshot.version() != set.version();
            Trouble before = troubles.get(set.id());
            try {
                if (before == null ? old : before.isPast()) {
                    refresh(set.id());
                }
            } catch (CorridorException e) {
                if (before == null) {
                    LOG.warn("C{}: {} {}", e.code().number(), e.sentence(), e.remedy());
                }
            }
        }
    }

    /// Removes what processes that were killed left of their work, and stores of data sets that are no more.
    void tidy() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Temporary.removeLeftovers(folder);
        Temporary.removeLeftovers(folder.resolve("spill"));
        try (Stream<Path> places = Files.list(folder)) {
            places.map(place -> String.valueOf(place.getFileName()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .map(name -> new DataSetId(Long.parseLong(name)))
                    .forEach(this::tidy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tidy(DataSetId id) {
        synchronized (locks.computeIfAbsent(id, _ -> new Object())) {
            guard.executeWithoutResult(_ -> {
                lock(id);
                if (sets.find(id).isEmpty()) {
                    remove(id);
                } else if (Store.isStore(place(id))) {
                    removeUnused(id);
                }
            });
        }
    }

    private void removeUnused(DataSetId id) {
        try {
            Store.removeUnused(place(id));
        } catch (CorridorException e) {
            LOG.warn("the store of data set {} cannot be read and is made again: {}", id, e.getMessage());
            remove(id);
        }
    }

    /// What the store is to be made of, seen at one moment of the database.
    private record Wanted(DataSet set, List<Import> imports) {
        Recipe recipe() {
            return imports.stream()
                    .map(done -> RecipeParser.parse(done.recipe()))
                    .reduce(Recipe::and)
                    .orElseThrow();
        }

        boolean zoned() {
            return imports.getFirst().zoned().orElse(false);
        }

        String numbers() {
            return String.join(
                    ",", imports.stream().map(done -> done.id().toString()).toList());
        }

        Origin origin() {
            return new Origin(recipe(), together(set.name(), imports));
        }
    }

    private Wanted wanted(DataSetId id) {
        return new Wanted(sets.require(id), imports.done(id));
    }

    private Optional<Snapshot> opened(Wanted wanted) {
        Path place = place(wanted.set().id());
        if (!Store.isStore(place)) {
            return Optional.empty();
        }
        try {
            Store store = Store.open(place);
            long version = Long.parseLong(store.notes().getOrDefault(VERSION, "-1"));
            return Optional.of(new Snapshot(wanted.set(), version, store, wanted.origin()));
        } catch (CorridorException | NumberFormatException e) {
            LOG.warn("the store of data set {} is made again: {}", wanted.set().id(), e.getMessage());
            remove(wanted.set().id());
            return Optional.empty();
        }
    }

    private Snapshot made(Wanted wanted, @Nullable Snapshot before) {
        Origin origin = wanted.origin();
        Schema schema = origin.recipe().schema(wanted.zoned());
        long parts = before == null || !before.store().schema().equals(schema)
                ? EVERYTHING
                : changedSince(wanted.set().id(), before.version());
        BuildOptions options = options(records(wanted));
        try (StoreBuilder builder = before == null || parts == EVERYTHING
                ? new StoreBuilder(schema, options)
                : StoreBuilder.replacing(before.store(), schema, parts, options)) {
            long given = parts == EVERYTHING ? EVERYTHING : builder.parts();
            Long version = reading.execute(_ -> {
                feed.give(wanted.set().id(), origin.recipe().declaredTouchpoints(), schema, given, builder);
                return sets.require(wanted.set().id()).version();
            });
            Store built = builder.build();
            if (version == null || version != wanted.set().version()) {
                return made(
                        Objects.requireNonNull(
                                reading.execute(_ -> wanted(wanted.set().id()))),
                        before);
            }
            Map<String, String> notes = new TreeMap<>(origin.notes());
            notes.put(VERSION, Long.toString(version));
            notes.put(IMPORTS, wanted.numbers());
            Path place = place(wanted.set().id());
            built.save(place, notes, true);
            return new Snapshot(wanted.set(), version, Store.open(place), origin);
        }
    }

    private static long records(Wanted wanted) {
        return wanted.imports().stream()
                .mapToLong(done -> done.figures().interactions())
                .sum();
    }

    private long changedSince(DataSetId id, long version) {
        return database.sql("""
                SELECT CASE WHEN count(*) = max(version) - :version THEN bit_or(parts) ELSE -1 END
                FROM data_change WHERE data_set = :id AND version > :version
                """)
                .param("id", id.value())
                .param("version", version)
                .query(Long.class)
                .optional()
                .orElse(EVERYTHING);
    }

    /// Segments so small that one customer's change rewrites little, so large that paths are seldom kept twice.
    private BuildOptions options(long records) {
        Path spill = folder.resolve("spill");
        try {
            Files.createDirectories(spill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildOptions(
                Runtime.getRuntime().maxMemory() / 4,
                spill,
                Runtime.getRuntime().availableProcessors(),
                Math.max(SMALLEST_SEGMENT, records / SEGMENTS));
    }

    private Path place(DataSetId id) {
        return folder.resolve(id.toString());
    }

    private void remove(DataSetId id) {
        try {
            Temporary.remove(place(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the readings of several imports say together.
    static Origin.Reading together(String title, List<Import> imports) {
        Set<String> files = new LinkedHashSet<>();
        Set<String> byDay = new LinkedHashSet<>();
        List<Answer.Finding> findings = new ArrayList<>();
        Map<String, Answer.Reason> reasons = new TreeMap<>();
        long rows = 0;
        long rejected = 0;
        List<Origin.Reading> readings =
                imports.stream().map(Import::reading).flatMap(Optional::stream).toList();
        for (Origin.Reading reading : readings) {
            files.addAll(reading.files());
            byDay.addAll(reading.byDay());
            findings.addAll(reading.findings());
            rows += reading.rows();
            rejected += reading.rejected().rows();
            for (Answer.Reason reason : reading.rejected().reasons()) {
                reasons.merge(reason.code(), reason, Stores::both);
            }
        }
        Collection<Answer.Reason> all =
                readings.size() == 1 ? readings.getFirst().rejected().reasons() : reasons.values();
        return new Origin.Reading(
                title,
                List.copyOf(files),
                rows,
                new Answer.Rejected(rejected, List.copyOf(all)),
                findings,
                List.copyOf(byDay));
    }

    private static Answer.Reason both(Answer.Reason one, Answer.Reason other) {
        return new Answer.Reason(one.code(), one.sentence(), one.count() + other.count(), one.examples());
    }
}
