package dev.corridor.app.view;

import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.engine.error.CorridorException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The views that people keep, for themselves or for everybody. Who saved one changes it; so may whoever manages
/// people, where it is shared.
@Service
public class SavedViews {
    public static final int LONGEST_NAME = 120;
    public static final int LONGEST_DESCRIPTION = 1_000;

    private static final String COLUMNS = """
            SELECT saved_view.id, data_set, owner, person.name AS owner_name, saved_view.name, description, address,
                   shared, saved_at
            FROM saved_view JOIN person ON person.id = owner\s""";

    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;

    SavedViews(JdbcClient database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// Those of a data set that a person sees, by name: their own, and those that are shared.
    public List<SavedView> of(DataSetId set, Caller.Person reader) {
        return database.sql(COLUMNS
                        + "WHERE data_set = :set AND (shared OR owner = :reader) ORDER BY lower(saved_view.name), id")
                .param("set", set.value())
                .param("reader", reader.id())
                .query(SavedViews::read)
                .list();
    }

    /// @throws CorridorException `NO_SUCH_VIEW` also where it is somebody else's own
    public SavedView require(DataSetId set, ViewId id, Caller.Person reader) {
        return database.sql(COLUMNS + "WHERE saved_view.id = :id AND data_set = :set AND (shared OR owner = :reader)")
                .param("id", id.value())
                .param("set", set.value())
                .param("reader", reader.id())
                .query(SavedViews::read)
                .optional()
                .orElseThrow(() -> new CorridorException(
                        ViewError.NO_SUCH_VIEW,
                        "There is no such saved view.",
                        "It may have been deleted; choose one from the start page."));
    }

    public boolean mayChange(SavedView view, Caller.Person person) {
        return view.owner() == person.id() || (view.shared() && person.may(Permission.MANAGE_PEOPLE));
    }

    /// @throws CorridorException `BAD_VIEW_NAME`, `BAD_VIEW_ADDRESS`
    @Transactional
    public ViewId save(
            DataSetId set, Caller.Person owner, String name, String description, ViewAddress address, boolean shared) {
        if (!address.set().equals(set)) {
            throw new IllegalStateException("an address of another data set");
        }
        String wanted = name(name);
        long id = database.sql("""
                INSERT INTO saved_view (data_set, owner, name, description, address, shared, saved_at)
                VALUES (:set, :owner, :name, :description, :address, :shared, :now) RETURNING id
                """)
                .param("set", set.value())
                .param("owner", owner.id())
                .param("name", wanted)
                .param("description", description(description))
                .param("address", address.text())
                .param("shared", shared)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Long.class)
                .single();
        audit.record("view.saved", wanted, Map.of("shared", Boolean.toString(shared)));
        return new ViewId(id);
    }

    /// @throws CorridorException `NO_SUCH_VIEW`, `NOT_THE_OWNER`, `BAD_VIEW_NAME`
    @Transactional
    public void change(
            DataSetId set, ViewId id, Caller.Person person, String name, String description, boolean shared) {
        SavedView view = changeable(set, id, person);
        String wanted = name(name);
        database.sql("UPDATE saved_view SET name = :name, description = :description, shared = :shared WHERE id = :id")
                .param("name", wanted)
                .param("description", description(description))
                .param("shared", shared)
                .param("id", id.value())
                .update();
        audit.record("view.changed", wanted, Map.of("before", view.name(), "shared", Boolean.toString(shared)));
    }

    /// @throws CorridorException `NO_SUCH_VIEW`, `NOT_THE_OWNER`
    @Transactional
    public void remove(DataSetId set, ViewId id, Caller.Person person) {
        SavedView view = changeable(set, id, person);
        database.sql("DELETE FROM saved_view WHERE id = :id")
                .param("id", id.value())
                .update();
        audit.record("view.deleted", view.name());
    }

    private SavedView changeable(DataSetId set, ViewId id, Caller.Person person) {
        SavedView view = require(set, id, person);
        if (!mayChange(view, person)) {
            throw new CorridorException(
                    ViewError.NOT_THE_OWNER,
                    "This view was saved by somebody else.",
                    "Ask them to change it, or save one of your own.");
        }
        return view;
    }

    private static String name(String name) {
        return Optional.of(name.strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME)
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> bad("Choose a name of 1 to " + LONGEST_NAME + " characters."));
    }

    private static String description(String description) {
        return Optional.of(description.strip().replace("\r\n", "\n"))
                .filter(text -> text.length() <= LONGEST_DESCRIPTION)
                .filter(text -> text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)))
                .orElseThrow(() -> bad("Describe it in at most " + LONGEST_DESCRIPTION + " characters."));
    }

    private static CorridorException bad(String remedy) {
        return new CorridorException(ViewError.BAD_VIEW_NAME, "The view cannot be saved under these words.", remedy);
    }

    private static SavedView read(ResultSet row, int number) throws SQLException {
        return new SavedView(
                new ViewId(row.getLong("id")),
                new DataSetId(row.getLong("data_set")),
                row.getLong("owner"),
                row.getString("owner_name"),
                row.getString("name"),
                row.getString("description"),
                row.getString("address"),
                row.getBoolean("shared"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }
}
