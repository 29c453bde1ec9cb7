package dev.corridor.app.interaction;

import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.database.Database;
import dev.corridor.app.database.DatabaseFailure;
import dev.corridor.app.interaction.Import.State;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Imports from draft to result: files are handed in, a recipe and a data set are chosen, then all of it counts or
/// nothing does.
@Service
public class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int LONGEST_NAME = 200;

    /// So long nobody need come back to a draft, or to an import that failed.
    private static final Duration KEPT = Duration.ofDays(30);

    /// So long a file that is being handed in may stand still.
    private static final Duration STALLED = Duration.ofMinutes(10);

    private final ImportTable imports;
    private final InteractionTable interactions;
    private final ImportRun run;
    private final Uploads uploads;
    private final DataSets sets;
    private final Stores stores;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final Database place;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;
    private final Map<ImportId, Watch> running = new ConcurrentHashMap<>();

    Imports(
            ImportTable imports,
            InteractionTable interactions,
            ImportRun run,
            Uploads uploads,
            DataSets sets,
            Stores stores,
            AuditTrail audit,
            JdbcClient database,
            Database place,
            Clock clock,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.interactions = interactions;
        this.run = run;
        this.uploads = uploads;
        this.sets = sets;
        this.stores = stores;
        this.audit = audit;
        this.database = database;
        this.place = place;
        this.clock = clock;
        this.transaction = transaction;
        this.apart = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// All, the latest first.
    public List<Import> all() {
        return imports.all();
    }

    /// @throws CorridorException `NO_SUCH_IMPORT`
    public Import require(ImportId id) {
        return imports.require(id);
    }

    public Optional<Import> find(ImportId id) {
        return imports.find(id);
    }

    /// Begins an import without files.
    public ImportId draft(String name, String by) {
        return imports.add(shown(name), List.of(), by);
    }

    /// Begins an import of files that lie on this machine and are read where they are.
    public ImportId draft(String name, List<Path> files, String by) {
        List<Import.File> given = files.stream()
                .map(file -> new Import.File(
                        String.valueOf(file.getFileName()),
                        file.toAbsolutePath().toString(),
                        file.toFile().length()))
                .toList();
        return imports.add(shown(name), given, by);
    }

    /// Adds a file to a draft; one of the same name is replaced.
    ///
    /// @param name of the file where it comes from; folders and control characters are left out of it
    /// @throws CorridorException `WRONG_STATE`, `UPLOAD_FAILED` or `UPLOAD_TOO_LARGE`
    public void upload(ImportId id, String name, InputStream content) {
        requireState(id, State.DRAFT);
        String plain = shown(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        String known = plain.isBlank() ? "file" : plain;
        Import.File kept = uploads.keep(id, known, content);
        try {
            change(id, files -> {
                List<Import.File> others = without(id, files, known);
                others.add(kept);
                return others;
            });
        } catch (CorridorException e) {
            uploads.discard(id, kept);
            throw e;
        }
    }

    /// @throws CorridorException `UPLOAD_TOO_LARGE` where a file of this size is not taken
    public void requireSize(long bytes) {
        uploads.requireSize(bytes);
    }

    /// Takes a file out of a draft.
    public void withdraw(ImportId id, String name) {
        change(id, files -> without(id, files, name));
    }

    private List<Import.File> without(ImportId id, List<Import.File> files, String name) {
        files.stream().filter(file -> file.name().equals(name)).forEach(file -> uploads.discard(id, file));
        return new ArrayList<>(
                files.stream().filter(file -> !file.name().equals(name)).toList());
    }

    private void change(ImportId id, UnaryOperator<List<Import.File>> change) {
        transaction.executeWithoutResult(_ -> {
            imports.files(id, change.apply(requireLocked(id, State.DRAFT).files()));
        });
    }

    /// A name as it may be kept: no control characters, not too long.
    private static String shown(String name) {
        String plain = name.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.strip();
    }

    /// The files of an import as tables; those that are none are unused.
    ///
    /// @throws CorridorException where a file is gone or damaged
    public Tables.Found tables(Import wanted) {
        try {
            return run.tables(wanted);
        } catch (CorridorException e) {
            throw named(wanted, e);
        }
    }

    /// A refusal that calls the files of an import as people do, wherever they lie on this machine.
    public CorridorException named(Import wanted, CorridorException refusal) {
        return new CorridorException(
                refusal.code(), uploads.named(wanted, refusal.sentence()), refusal.remedy(), refusal);
    }

    /// Keeps what has been chosen for a draft so far, be it right or not.
    ///
    /// @param recipeText empty: none yet
    /// @param set empty: a data set of its own
    /// @throws CorridorException `WRONG_STATE` where it is no draft any more
    public void keep(ImportId id, String name, String recipeText, Optional<DataSetId> set) {
        requireState(id, State.DRAFT);
        set.ifPresent(sets::require);
        String kept = recipeText.replace('\0', ' ');
        tryOut(kept);
        planned(id, shown(name), kept, set);
    }

    private void planned(ImportId id, String name, String recipe, Optional<DataSetId> set) {
        transaction.executeWithoutResult(_ -> {
            requireLocked(id, State.DRAFT);
            imports.plan(id, name, recipe, set.orElse(null));
        });
    }

    /// Reads a recipe before it is kept: one that is wrong is kept to be corrected, one that would end the process is
    /// never read again.
    private static void tryOut(String recipe) {
        try {
            RecipeParser.parse(recipe);
        } catch (CorridorException e) {
            LOG.debug("a draft's recipe cannot be read yet: {}", e.getMessage());
        }
    }

    /// Where the files of an import lie.
    public List<Path> files(Import wanted) {
        return wanted.files().stream()
                .map(file -> uploads.path(wanted.id(), file))
                .toList();
    }

    /// Says what a draft is to become.
    ///
    /// @param set empty: a data set of its own, made when it starts, named like the import
    public void plan(ImportId id, String name, Recipe recipe, String recipeText, Optional<DataSetId> set) {
        requireState(id, State.DRAFT);
        RecipeParser.parse(recipeText);
        planned(id, name.isBlank() ? recipe.name() : name.strip(), recipeText, set);
    }

    /// Starts a planned draft; a worker takes it up.
    ///
    /// @throws CorridorException `WRONG_STATE` where it is none, or what [DataSets#make] throws
    @Transactional
    public void start(ImportId id, String by) {
        Import draft = requireLocked(id, State.DRAFT);
        if (draft.recipe().isEmpty() || draft.files().isEmpty()) {
            throw new CorridorException(
                    DataError.WRONG_STATE, "The import has no files or no recipe yet.", "Give both, then start it.");
        }
        Recipe recipe = RecipeParser.parse(draft.recipe());
        draft.set().ifPresent(set -> run.requireAgreement(set, recipe));
        String name = draft.name().isBlank() ? recipe.name() : draft.name();
        DataSetId set = draft.set().orElseGet(() -> sets.make(name, by).id());
        imports.plan(id, name, draft.recipe(), set);
        imports.move(id, State.WAITING, State.DRAFT);
        audit.record(
                "import.started",
                name,
                Map.of("files", Integer.toString(draft.files().size())));
    }

    /// Makes a draft again of an import that did not work; its files are still there.
    ///
    /// @throws CorridorException `WRONG_STATE`
    public void reopen(ImportId id) {
        transaction.executeWithoutResult(_ -> {
            requireLocked(id, State.FAILED);
            imports.move(id, State.DRAFT, State.FAILED);
        });
    }

    /// Removes a data set with everything in it, imports too.
    ///
    /// @param by who asks for it
    /// @throws CorridorException `NO_SUCH_DATA_SET` or `DATA_SET_BUSY`
    public void remove(DataSetId set, String by) {
        String name = sets.require(set).name();
        List<Import> ofSet = imports.all().stream()
                .filter(each -> each.set().equals(Optional.of(set)))
                .toList();
        ofSet.stream().filter(Import::unfinished).forEach(each -> cancel(each.id(), by));
        try {
            transaction.executeWithoutResult(_ -> {
                if (sets.find(set).isPresent()) {
                    sets.remove(set);
                }
                audit.record("data-set.deleted", name);
            });
        } catch (CorridorException e) {
            if (sets.find(set).isPresent()) {
                throw e;
            }
            audit.record("data-set.deleted", name);
        }
        ofSet.forEach(each -> uploads.discard(each.id()));
        stores.forget(set);
    }

    /// Whether a recipe can be added to a data set.
    ///
    /// @throws CorridorException where it contradicts those by which the data set was filled
    public void requireAgreement(DataSetId set, Recipe recipe) {
        run.requireAgreement(set, recipe);
    }

    /// Stops an import that has not finished, or removes a draft. One whose rows are in the database, while its
    /// figures are being made, is taken back.
    public void cancel(ImportId id, String by) {
        Optional<Watch> watch = Optional.ofNullable(running.get(id));
        watch.ifPresent(Watch::cancel);
        if (Boolean.TRUE.equals(transaction.execute(_ -> stopped(id)))) {
            if (!running.containsKey(id)) {
                clear(id);
            }
        } else if (watch.isPresent() && imports.require(id).state() == State.DONE) {
            undo(id, by);
        }
    }

    /// @return whether it was cancelled by this
    private boolean stopped(ImportId id) {
        imports.lock(id);
        Optional<Import> before = imports.find(id);
        boolean moved = imports.move(id, State.CANCELLED, State.DRAFT, State.WAITING, State.RUNNING, State.FAILED);
        before.filter(each -> moved && each.unfinished())
                .ifPresent(each -> audit.record("import.cancelled", each.name()));
        return moved;
    }

    /// Removes what a cancelled import leaves: its files, and the data set that was made for it alone.
    private void clear(ImportId id) {
        uploads.discard(id);
        try {
            transaction.executeWithoutResult(_ -> imports.release(id).ifPresent(sets::remove));
        } catch (CorridorException | DataAccessException e) {
            LOG.info("the empty data set of import {} stays: {}", id, e.getMessage());
        }
    }

    /// Takes a finished import back: figures are as if it had never been.
    ///
    /// @throws CorridorException `WRONG_STATE`
    public void undo(ImportId id, String by) {
        Import done = requireState(id, State.DONE);
        DataSetId set = done.set().orElseThrow();
        transaction.executeWithoutResult(_ -> {
            long parts = interactions.undo(set, id);
            imports.undone(id, by);
            audit.record("import.undone", done.name());
            sets.changed(set, parts);
        });
        stores.refresh(set);
    }

    /// Removes what nobody will come back for: drafts and the files of failed imports of long ago, and files that a
    /// process left when it was killed after their import was over, or after they were taken out of it.
    void tidy() {
        Instant before = clock.instant().minus(KEPT);
        for (ImportId id : imports.old(before)) {
            if (Boolean.TRUE.equals(transaction.execute(_ -> forget(id, before)))) {
                uploads.discard(id);
            }
        }
        uploads.removeUnfinished();
        uploads.kept().stream().filter(id -> !running.containsKey(id)).forEach(this::tidy);
    }

    /// Whether nobody went on with it meanwhile.
    private boolean forget(ImportId id, Instant before) {
        imports.lock(id);
        if (!imports.old(before).contains(id)) {
            return false;
        }
        if (imports.require(id).state() == State.DRAFT) {
            imports.remove(id);
        } else {
            imports.files(id, List.of());
        }
        return true;
    }

    /// How far an import is.
    public Progress progress(ImportId id) {
        Watch watch = running.get(id);
        return watch == null ? Progress.NOT_YET : watch.now();
    }

    /// Whether this process is at work on an import, be it only on the figures that follow from it.
    public boolean isRunning(ImportId id) {
        return running.containsKey(id);
    }

    /// Runs everything that waits, and what a process that is gone left unfinished; returns when nothing is left.
    public void runDue() {
        imports.due().forEach(this::runOne);
    }

    private void runOne(ImportId id) {
        Watch watch = new Watch();
        if (running.putIfAbsent(id, watch) != null) {
            return;
        }
        try {
            if (runWatched(id, watch)) {
                tidy(id);
            }
        } finally {
            running.remove(id);
        }
    }

    /// Files go when the import counts or was cancelled; where it failed they stay for another try. What was taken out
    /// of an import and is still there goes too.
    private void tidy(ImportId id) {
        Optional<Import> found = imports.find(id);
        switch (found.map(Import::state).orElse(State.CANCELLED)) {
            case DONE, UNDONE -> uploads.discard(id);
            case CANCELLED -> clear(id);
            case DRAFT, WAITING, RUNNING, FAILED ->
                uploads.discardOthers(
                        id, found.orElseThrow().files(), clock.instant().minus(STALLED));
        }
    }

    /// @return whether the import was this process's and is over
    private boolean runWatched(ImportId id, Watch watch) {
        try {
            Boolean ran = transaction.execute(_ -> {
                if (!imports.take(id)) {
                    return false;
                }
                boolean due = Boolean.TRUE.equals(apart.execute(_ -> imports.begin(id)));
                if (due) {
                    run.run(imports.require(id), watch);
                    noteEnd(imports.require(id));
                }
                return due;
            });
            if (Boolean.TRUE.equals(ran)) {
                watch.stage(Progress.Stage.PREPARING);
                stores.refresh(imports.require(id).set().orElseThrow());
            }
            return Boolean.TRUE.equals(ran);
        } catch (CorridorException e) {
            fail(id, e);
            return true;
        } catch (RuntimeException e) {
            return !DatabaseFailure.isGone(e) && broken(id, e);
        }
    }

    private boolean broken(ImportId id, RuntimeException e) {
        CorridorException failure = Breakdown.of(e, place.description());
        if (failure.code() == DataError.IMPORT_BROKEN) {
            LOG.error("import {} failed", id, e);
        }
        fail(id, failure);
        return true;
    }

    private void fail(ImportId id, CorridorException e) {
        if (e.code() != DataError.CANCELLED) {
            String sentence = imports.find(id)
                    .map(failed -> uploads.named(failed, e.sentence()))
                    .orElse(e.sentence());
            failed(id, new Import.Failure("C" + e.code().number(), sentence, e.remedy()));
        }
    }

    /// Notes it in the audit trail too, unless the database has no room for that.
    private void failed(ImportId id, Import.Failure why) {
        try {
            transaction.executeWithoutResult(_ -> {
                if (imports.fail(id, why)) {
                    audit.record(
                            AuditTrail.Actor.CORRIDOR,
                            "import.failed",
                            imports.require(id).name(),
                            Map.of("code", why.code()));
                }
            });
        } catch (DataAccessException e) {
            LOG.warn("the failure of import {} is not in the audit trail: {}", id, e.getMessage());
            imports.fail(id, why);
        }
    }

    private void noteEnd(Import done) {
        Import.Figures figures = done.figures();
        audit.record(
                AuditTrail.Actor.CORRIDOR,
                "import.done",
                done.name(),
                Map.of(
                        "interactions", Long.toString(figures.interactions()),
                        "new", Long.toString(figures.rowsNew()),
                        "replaced", Long.toString(figures.rowsReplaced()),
                        "unchanged", Long.toString(figures.rowsUnchanged()),
                        "rejected",
                                Long.toString(done.reading()
                                        .map(reading -> reading.rejected().rows())
                                        .orElse(0L))));
    }

    /// Rows and cells that were not used, in source order, at most so many after a number.
    public List<Rejected> rejects(ImportId id, long after, int most) {
        return database.sql("""
                SELECT number, code, sentence, file, line, column_name, value FROM reject
                WHERE import = :import AND number > :after ORDER BY number LIMIT :most
                """)
                .param("import", id.value())
                .param("after", after)
                .param("most", most)
                .query(Rejected.class)
                .list();
    }

    /// A row or cell that was not used.
    public record Rejected(
            long number, String code, String sentence, String file, long line, String columnName, String value) {}

    /// The import in this state until the end of the transaction: nobody else moves it on meanwhile.
    private Import requireLocked(ImportId id, State state) {
        imports.lock(id);
        return requireState(id, state);
    }

    private Import requireState(ImportId id, State state) {
        Import found = imports.require(id);
        if (found.state() != state) {
            throw new CorridorException(
                    DataError.WRONG_STATE,
                    "The import '" + found.name() + "' is not in the right state for this any more.",
                    "Look at it again: somebody else may have acted on it.");
        }
        return found;
    }
}
