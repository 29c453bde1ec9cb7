package dev.corridor.app.interaction;

import dev.corridor.app.interaction.Import.State;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Imports from draft to result: files are handed in, a recipe and a data set are chosen, then all of it counts or
/// nothing does.
@Service
public class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final ImportTable imports;
    private final InteractionTable interactions;
    private final ImportRun run;
    private final Uploads uploads;
    private final DataSets sets;
    private final Stores stores;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Map<ImportId, Watch> running = new ConcurrentHashMap<>();

    Imports(
            ImportTable imports,
            InteractionTable interactions,
            ImportRun run,
            Uploads uploads,
            DataSets sets,
            Stores stores,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.interactions = interactions;
        this.run = run;
        this.uploads = uploads;
        this.sets = sets;
        this.stores = stores;
        this.database = database;
        this.transaction = transaction;
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
        return imports.add(name, List.of(), by);
    }

    /// Begins an import of files that lie on this machine and are read where they are.
    public ImportId draft(String name, List<Path> files, String by) {
        List<Import.File> given = files.stream()
                .map(file -> new Import.File(
                        String.valueOf(file.getFileName()),
                        file.toAbsolutePath().toString(),
                        file.toFile().length()))
                .toList();
        return imports.add(name, given, by);
    }

    /// Adds a file to a draft; one of the same name is replaced.
    public void upload(ImportId id, String name, InputStream content) {
        Import draft = requireState(id, State.DRAFT);
        Import.File kept = uploads.keep(id, draft.files().size() + 1, name, content);
        List<Import.File> files = new ArrayList<>(draft.files());
        files.removeIf(file -> file.name().equals(name));
        files.add(kept);
        imports.files(id, files);
    }

    /// Takes a file out of a draft.
    public void withdraw(ImportId id, String name) {
        Import draft = requireState(id, State.DRAFT);
        imports.files(
                id,
                draft.files().stream().filter(file -> !file.name().equals(name)).toList());
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
        imports.plan(id, name.isBlank() ? recipe.name() : name.strip(), recipeText, set.orElse(null));
    }

    /// Starts a planned draft; a worker takes it up.
    ///
    /// @throws CorridorException `WRONG_STATE` where it is none, or what [DataSets#make] throws
    @Transactional
    public void start(ImportId id, String by) {
        Import draft = requireState(id, State.DRAFT);
        if (draft.recipe().isEmpty() || draft.files().isEmpty()) {
            throw new CorridorException(
                    DataError.WRONG_STATE, "The import has no files or no recipe yet.", "Give both, then start it.");
        }
        DataSetId set = draft.set().orElseGet(() -> sets.make(draft.name(), by).id());
        imports.plan(id, draft.name(), draft.recipe(), set);
        imports.move(id, State.WAITING, State.DRAFT);
    }

    /// Stops an import that has not finished, or removes a draft.
    public void cancel(ImportId id) {
        Optional.ofNullable(running.get(id)).ifPresent(Watch::cancel);
        if (imports.move(id, State.CANCELLED, State.DRAFT, State.WAITING, State.RUNNING)) {
            uploads.discard(id);
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
            sets.changed(set, parts);
        });
        stores.refresh(set);
    }

    /// How far an import is.
    public Progress progress(ImportId id) {
        Watch watch = running.get(id);
        return watch == null ? Progress.NOT_YET : watch.now();
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
                uploads.discard(id);
            }
        } finally {
            running.remove(id);
        }
    }

    /// @return whether the import was this process's and is over
    private boolean runWatched(ImportId id, Watch watch) {
        try {
            Boolean ran = transaction.execute(_ -> {
                if (!imports.take(id)) {
                    return false;
                }
                Import wanted = imports.require(id);
                boolean due = wanted.state() == State.WAITING || wanted.state() == State.RUNNING;
                if (due) {
                    run.run(wanted, watch);
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
        } catch (DataAccessException e) {
            LOG.warn("import {} waits for the database: {}", id, e.getClass().getSimpleName());
            return false;
        } catch (RuntimeException e) {
            LOG.error("import {} failed", id, e);
            imports.fail(
                    id,
                    new Import.Failure(
                            "C" + DataError.IMPORT_BROKEN.number(),
                            "Something inside Corridor failed; nothing of the import was kept.",
                            "Look into the server's log, and report it."));
            return true;
        }
    }

    private void fail(ImportId id, CorridorException e) {
        if (e.code() != DataError.CANCELLED) {
            imports.fail(id, new Import.Failure("C" + e.code().number(), e.sentence(), e.remedy()));
        }
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
