package dev.corridor.app.interaction;

import dev.corridor.answers.mine.Origin;
import dev.corridor.answers.source.OwnFiles;
import dev.corridor.answers.source.TablesRead;
import dev.corridor.app.interaction.Progress.Stage;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.ReaderError;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// Reads the files of an import by its recipe and puts what they give into its data set. Belongs into a transaction of
/// its caller, so that either all of it counts or nothing.
@Component
class ImportRun {
    private static final int REJECT_CHUNK = 1 << 16;

    private final DataSource source;
    private final InteractionTable interactions;
    private final ImportTable imports;
    private final DataSets sets;
    private final Uploads uploads;

    ImportRun(DataSource source, InteractionTable interactions, ImportTable imports, DataSets sets, Uploads uploads) {
        this.source = source;
        this.interactions = interactions;
        this.imports = imports;
        this.sets = sets;
        this.uploads = uploads;
    }

    /// @return the version of the data set that holds the import
    long run(Import wanted, Watch watch) {
        DataSetId set = wanted.set().orElseThrow(() -> new IllegalStateException("an import needs a data set"));
        Recipe recipe = RecipeParser.parse(wanted.recipe());
        requireAgreement(set, recipe);
        Tables.Found found = someTables(wanted);
        interactions.prepareIncoming();
        ErasedNames erased = interactions.erasedNames(set);
        Path rejected = uploads.scratch();
        try {
            IntakeResult result = copy(recipe, found.tables(), rejected, wanted.id(), erased, watch);
            requireOneClock(set, wanted, result.schema().zoned());
            watch.stage(Stage.SAVING);
            Merged merged = interactions.merge(set, wanted.id());
            copyRejects(rejected);
            Origin.Reading reading = TablesRead.reading(
                    wanted.name(), found, new OwnFiles(List.of(), List.of()), Optional.empty(), result);
            reading = Erasures.without(reading, erased::isIn);
            if (!imports.finish(wanted.id(), result.schema().zoned(), reading, merged)) {
                throw Watch.cancelled();
            }
            watch.requireWanted();
            return sets.changed(set, merged.parts());
        } finally {
            uploads.discard(rejected);
        }
    }

    /// The files of an import as tables, under the names that people know them by; those that are none are unused.
    ///
    /// @throws CorridorException where a file is gone or damaged
    Tables.Found tables(Import wanted) {
        List<Table> tables = new ArrayList<>();
        List<Tables.Unused> unused = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Import.File file : wanted.files()) {
            Path path = uploads.path(wanted.id(), file);
            if (!Files.isRegularFile(path)) {
                throw new CorridorException(
                        DataError.FILE_GONE, "The file " + file.name() + " is not there any more.", "Import it again.");
            }
            String name = names.add(file.name()) ? file.name() : file.path();
            try {
                tables.add(Tables.open(path, name, ReadOptions.detect()));
            } catch (CorridorException e) {
                if (e.code() != ReaderError.EMPTY_FILE && e.code() != ReaderError.NOT_A_TABLE) {
                    throw e;
                }
                unused.add(new Tables.Unused(name, e.sentence()));
            }
        }
        return new Tables.Found(tables, unused);
    }

    private Tables.Found someTables(Import wanted) {
        Tables.Found found = tables(wanted);
        if (found.tables().isEmpty()) {
            throw new CorridorException(
                    DataError.NO_TABLES,
                    "None of the files is a table.",
                    "Give CSV, TSV, XES, JSON Lines or Parquet files; save a spreadsheet as CSV.");
        }
        return found;
    }

    /// @throws CorridorException where the recipe contradicts those by which the data set was filled
    void requireAgreement(DataSetId set, Recipe recipe) {
        Recipe all = null;
        for (Import before : imports.done(set)) {
            Recipe other = RecipeParser.parse(before.recipe());
            all = all == null ? other : all.and(other);
        }
        if (all != null) {
            all.and(recipe);
        }
    }

    private void requireOneClock(DataSetId set, Import wanted, boolean zoned) {
        boolean agree = imports.done(set).stream()
                .filter(other -> !other.id().equals(wanted.id()))
                .allMatch(other -> other.zoned().orElse(zoned) == zoned);
        if (!agree) {
            throw new CorridorException(
                    DataError.CLOCKS_DISAGREE,
                    "Times of '" + wanted.name() + "' are " + (zoned ? "instants" : "local clock readings")
                            + ", those of the data set are " + (zoned ? "local clock readings." : "instants."),
                    "Name the zone in the recipe (zone: Europe/Lisbon), or import into a data set of its own.");
        }
    }

    private IntakeResult copy(
            Recipe recipe, List<Table> tables, Path rejected, ImportId id, ErasedNames erased, Watch watch) {
        Connection connection = DataSourceUtils.getConnection(source);
        try (RejectFile rejects = new RejectFile(rejected, id, erased)) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(InteractionTable.COPY_INCOMING);
            try {
                IntakeResult result = Intake.run(
                        recipe,
                        tables,
                        schema -> new IncomingRows(schema, new CopyStream(copy)),
                        IntakeOptions.usual().withEachReject(rejects::add),
                        watch);
                copy.endCopy();
                return result;
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private void copyRejects(Path rejected) {
        Connection connection = DataSourceUtils.getConnection(source);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(rejected))) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            copies.copyIn(
                    "COPY reject (import, number, code, sentence, file, line, column_name, value) FROM STDIN", in);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    /// What is written goes into the running `COPY`.
    private static final class CopyStream extends OutputStream {
        private final CopyIn copy;

        private CopyStream(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                copy.writeToCopy(bytes, from, length);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    /// Puts rejects aside while the rows take the connection.
    private static final class RejectFile implements AutoCloseable {
        private final OutputStream out;
        private final long id;
        private final ErasedNames erased;
        private final CopyText row = new CopyText();
        private long number;

        private RejectFile(Path file, ImportId id, ErasedNames erased) {
            this.id = id.value();
            this.erased = erased;
            try {
                out = new BufferedOutputStream(Files.newOutputStream(file), REJECT_CHUNK);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(Reject reject) {
            row.clear();
            row.number(id).next().number(++number).next().ascii(reject.code()).next();
            row.text(utf8(reject.sentence()))
                    .next()
                    .text(utf8(reject.file()))
                    .next()
                    .number(reject.line());
            row.next()
                    .text(utf8(reject.column()))
                    .next()
                    .text(utf8(erased.isIn(reject.value()) ? "" : reject.value()))
                    .endRow();
            try {
                out.write(row.bytes(), 0, row.length());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
