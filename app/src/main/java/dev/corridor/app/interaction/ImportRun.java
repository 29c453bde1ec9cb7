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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// Reads the files of an import by its recipe and puts what they give into its data set. Belongs into a transaction of
/// its caller, so that either all of it counts or nothing. Who was erased is asked when the data set is held, after
/// reading: it may have happened meanwhile.
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
        try (FileChannel rejected = uploads.scratch()) {
            IntakeResult result = copy(recipe, found.tables(), rejected, watch);
            requireOneClock(set, wanted, result.schema().zoned());
            watch.stage(Stage.SAVING);
            Merged merged = interactions.merge(set, wanted.id());
            ErasedNames erased = interactions.erasedNames();
            copyRejects(rejected, wanted.id(), erased);
            Origin.Reading reading = TablesRead.reading(
                    wanted.name(), found, new OwnFiles(List.of(), List.of()), Optional.empty(), result);
            reading = Erasures.without(reading, erased::isIn);
            if (!imports.finish(wanted.id(), result.schema().zoned(), reading, merged)) {
                throw Watch.cancelled();
            }
            watch.requireWanted();
            return sets.changed(set, merged.parts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            String name = file.name();
            for (int copy = 2; !names.add(name); copy++) {
                name = file.name() + " (" + copy + ")";
            }
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

    private IntakeResult copy(Recipe recipe, List<Table> tables, FileChannel rejected, Watch watch) {
        Connection connection = DataSourceUtils.getConnection(source);
        try (RejectFile rejects = new RejectFile(rejected)) {
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

    private void copyRejects(FileChannel rejected, ImportId id, ErasedNames erased) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY reject (import, number, code, sentence, file, line, column_name, value) FROM STDIN");
            try (OutputStream out = new BufferedOutputStream(new CopyStream(copy), REJECT_CHUNK)) {
                copyRejects(rejected, id, erased, out);
                out.flush();
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private static void copyRejects(FileChannel rejected, ImportId id, ErasedNames erased, OutputStream out)
            throws IOException {
        long size = rejected.size();
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(Channels.newInputStream(rejected.position(0)), REJECT_CHUNK));
        CopyText row = new CopyText();
        long read = 0;
        for (long number = 1; read < size; number++) {
            row.clear();
            row.number(id.value()).next().number(number);
            for (int cell = 0; cell < RejectFile.CELLS; cell++) {
                byte[] text = in.readNBytes(in.readInt());
                read += Integer.BYTES + text.length;
                boolean named = cell == RejectFile.VALUE && erased.isIn(new String(text, StandardCharsets.UTF_8));
                row.next().text(named ? new byte[0] : text);
            }
            row.endRow();
            out.write(row.bytes(), 0, row.length());
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

    /// Puts rejects aside while the rows take the connection: the texts of each, with their lengths before them.
    private static final class RejectFile implements AutoCloseable {
        private static final int CELLS = 6;
        private static final int VALUE = 5;

        private final DataOutputStream out;

        private RejectFile(FileChannel file) {
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), REJECT_CHUNK));
        }

        private void add(Reject reject) {
            try {
                write(reject.code());
                write(reject.sentence());
                write(reject.file());
                write(Long.toString(reject.line()));
                write(reject.column());
                write(reject.value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(String cell) throws IOException {
            byte[] text = cell.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }

        /// Leaves the file open for who reads it.
        @Override
        public void close() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
