package dev.corridor.app.interaction;

import dev.corridor.app.database.DataFolder;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Keeps who was erased beside the database too, in the file `erased.ledger` of the data folder: a database that is
/// put back from an older copy does not know them any more.
@Component
class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    static final String NAME = "erased.ledger";

    private final Path file;
    private final InteractionTable interactions;
    private boolean behind;

    LedgerFile(DataFolder folder, InteractionTable interactions) {
        this.file = folder.secret(NAME);
        this.interactions = interactions;
    }

    /// Marks of the file that the database does not have; a database without salt takes the file's.
    ///
    /// @throws CorridorException `LEDGER_NOT_READ`; `OTHER_LEDGER` where they have different salts
    synchronized List<ErasedLedger.Mark> unknown() {
        Optional<ErasedLedger> kept = read();
        if (kept.isEmpty()) {
            return List.of();
        }
        interactions.offerSalt(kept.get().salt());
        return kept.get().without(requireSame(kept.get(), interactions.ledger().orElseThrow()));
    }

    /// Writes what the database knows into the file, at once or not at all; what only the file knows stays in it. A
    /// file that cannot be read, or is another database's, is left as it is.
    synchronized void keep() {
        try {
            Optional<ErasedLedger> known = interactions.ledger();
            Optional<ErasedLedger> kept = read();
            if (known.isPresent()) {
                ErasedLedger both = kept.map(
                                file -> requireSame(file, known.get()).and(file))
                        .orElse(known.get());
                if (!kept.equals(Optional.of(both))) {
                    DataFolder.writeSecret(file, both.text());
                }
            }
            behind = false;
        } catch (CorridorException e) {
            warn(e);
            behind = e.code() != DataError.LEDGER_NOT_READ && e.code() != DataError.OTHER_LEDGER;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} is written later: {}", NAME, e.getClass().getSimpleName());
            behind = true;
        }
    }

    /// Writes it where that did not work before.
    synchronized void keepUp() {
        if (behind) {
            keep();
        }
    }

    static void warn(CorridorException e) {
        LOG.warn("C{}: {} {}", e.code().number(), e.sentence(), e.remedy());
    }

    private Optional<ErasedLedger> read() {
        return read(file);
    }

    /// @throws CorridorException `LEDGER_NOT_READ`
    static Optional<ErasedLedger> read(Path file) {
        try {
            return Optional.of(ErasedLedger.parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw ErasedLedger.notRead(Reason.of(e));
        }
    }

    private static ErasedLedger requireSame(ErasedLedger kept, ErasedLedger known) {
        requireSalt(kept, known.salt());
        return known;
    }

    /// @throws CorridorException `OTHER_LEDGER`
    static void requireSalt(ErasedLedger kept, String salt) {
        if (!kept.salt().equals(salt)) {
            throw new CorridorException(
                    DataError.OTHER_LEDGER,
                    "The file erased.ledger in the data folder is not this database's: they have different salts."
                            + " Customers that only it knows as erased are not kept out, and later erasures are in the"
                            + " database alone.",
                    "Put the ledger of this database in its place and start again. Where there is none, move the file"
                            + " away: the next start writes it anew from the database.");
        }
    }
}
