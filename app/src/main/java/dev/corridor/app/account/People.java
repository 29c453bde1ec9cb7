package dev.corridor.app.account;

import dev.corridor.app.shared.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Everybody with an account. There is always an administrator who may sign in, once there has been one.
@Service
public class People {
    private static final String COLUMNS = "id, name, role, shut_out, since, last_sign_in";
    /// Changes that could remove the last administrator wait for each other under this lock.
    private static final long ADMINISTRATORS = 4101;

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final Clock clock;

    People(JdbcClient database, PasswordEncoder passwords, Sessions sessions, AuditTrail audit, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Makes an account.
    ///
    /// @return refused where the name or the password breaks a rule, or the name is taken
    @Transactional
    public Outcome<Person> create(String name, Role role, String password) {
        Optional<Refusal> refusal = Names.refusal(name).or(() -> PasswordRules.refusal(password, name));
        if (refusal.isPresent()) {
            return Outcome.not(refusal.get());
        }
        if (named(name).isPresent()) {
            return Outcome.not(Refusal.NAME_TAKEN);
        }
        long id = database.sql("""
                insert into person (name, sign_in, role, password, since)
                values (:name, :signIn, :role, :password, :since)
                on conflict (sign_in) do nothing
                returning id
                """)
                .param("name", Names.kept(name))
                .param("signIn", Names.compared(name))
                .param("role", role.name())
                .param("password", hash(password))
                .param("since", AuditTrail.utc(clock.instant()))
                .query(Long.class)
                .optional()
                .orElse(0L);
        if (id == 0) {
            return Outcome.not(Refusal.NAME_TAKEN);
        }
        Person person = find(new PersonId(id)).orElseThrow();
        audit.record("person.created", person.name(), Map.of("role", role.key()));
        return Outcome.done(person);
    }

    /// Everybody, by name.
    public List<Person> all() {
        return database.sql("select " + COLUMNS + " from person order by shut_out, sign_in")
                .query(People::person)
                .list();
    }

    public Optional<Person> find(PersonId id) {
        return database.sql("select " + COLUMNS + " from person where id = :id")
                .param("id", id.value())
                .query(People::person)
                .optional();
    }

    public Optional<Person> named(String name) {
        return database.sql("select " + COLUMNS + " from person where sign_in = :name")
                .param("name", Names.compared(name))
                .query(People::person)
                .optional();
    }

    /// Somebody with the hash of their password.
    record Known(Person person, String hash) {}

    Optional<Known> known(String name) {
        return database.sql("select password, " + COLUMNS + " from person where sign_in = :name")
                .param("name", Names.compared(name))
                .query((row, index) -> new Known(person(row, index), row.getString("password")))
                .optional();
    }

    /// Whether anybody can invite the others.
    public boolean haveAdministrator() {
        return administrators() > 0;
    }

    private long administrators() {
        return database.sql("select count(*) from person where role = :role and not shut_out")
                .param("role", Role.ADMINISTRATOR.name())
                .query(Long.class)
                .single();
    }

    /// Gives another role, which holds from the next request on.
    @Transactional
    public Outcome<Person> changeRole(PersonId id, Role role) {
        lockAdministrators();
        Optional<Person> found = find(id);
        if (found.isEmpty()) {
            return Outcome.not(Refusal.UNKNOWN_PERSON);
        }
        Person person = found.get();
        if (role != Role.ADMINISTRATOR && isLastAdministrator(person)) {
            return Outcome.not(Refusal.LAST_ADMINISTRATOR);
        }
        if (person.role() == role) {
            return Outcome.done(person);
        }
        database.sql("update person set role = :role where id = :id")
                .param("role", role.name())
                .param("id", id.value())
                .update();
        audit.record(
                "person.role-changed",
                person.name(),
                Map.of("was", person.role().key(), "role", role.key()));
        return Outcome.done(find(id).orElseThrow());
    }

    /// Lets somebody in no more; their sessions end at once.
    @Transactional
    public Outcome<Person> shutOut(PersonId id) {
        lockAdministrators();
        Optional<Person> found = find(id);
        if (found.isEmpty()) {
            return Outcome.not(Refusal.UNKNOWN_PERSON);
        }
        if (isLastAdministrator(found.get())) {
            return Outcome.not(Refusal.LAST_ADMINISTRATOR);
        }
        setShutOut(found.get(), true, "person.shut-out");
        sessions.endAll(id);
        return Outcome.done(find(id).orElseThrow());
    }

    /// Lets somebody in again who was shut out.
    @Transactional
    public Outcome<Person> letIn(PersonId id) {
        Optional<Person> found = find(id);
        if (found.isEmpty()) {
            return Outcome.not(Refusal.UNKNOWN_PERSON);
        }
        setShutOut(found.get(), false, "person.let-in");
        return Outcome.done(find(id).orElseThrow());
    }

    private void setShutOut(Person person, boolean shutOut, String action) {
        if (person.shutOut() == shutOut) {
            return;
        }
        database.sql("update person set shut_out = :shutOut where id = :id")
                .param("shutOut", shutOut)
                .param("id", person.id().value())
                .update();
        audit.record(action, person.name());
    }

    private boolean isLastAdministrator(Person person) {
        return person.role() == Role.ADMINISTRATOR && !person.shutOut() && administrators() == 1;
    }

    private void lockAdministrators() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ADMINISTRATORS)
                .query((row, index) -> 0)
                .single();
    }

    /// Changes one's own password; one's other sessions end.
    ///
    /// @param session the one that stays
    @Transactional
    public Outcome<Person> changePassword(PersonId id, String old, String fresh, String session) {
        Person person = find(id).orElseThrow();
        if (!passwords.matches(old, passwordOf(id))) {
            return Outcome.not(Refusal.PASSWORD_WRONG);
        }
        Optional<Refusal> refusal = PasswordRules.refusal(fresh, person.name());
        if (refusal.isPresent()) {
            return Outcome.not(refusal.get());
        }
        setPassword(person, fresh);
        sessions.endOthers(id, session);
        return Outcome.done(person);
    }

    /// Sets a password without knowing the old one; all sessions end.
    @Transactional
    Outcome<Person> renewPassword(PersonId id, String fresh) {
        Person person = find(id).orElseThrow();
        Optional<Refusal> refusal = PasswordRules.refusal(fresh, person.name());
        if (refusal.isPresent()) {
            return Outcome.not(refusal.get());
        }
        setPassword(person, fresh);
        sessions.endAll(id);
        return Outcome.done(person);
    }

    private void setPassword(Person person, String fresh) {
        keepHash(person.id(), hash(fresh));
        audit.record("person.password-changed", person.name());
    }

    void keepHash(PersonId id, String hash) {
        database.sql("update person set password = :password where id = :id")
                .param("password", hash)
                .param("id", id.value())
                .update();
    }

    private String passwordOf(PersonId id) {
        return database.sql("select password from person where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    void signedIn(PersonId id) {
        database.sql("update person set last_sign_in = :at where id = :id")
                .param("at", AuditTrail.utc(clock.instant()))
                .param("id", id.value())
                .update();
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private static Person person(ResultSet row, int index) throws SQLException {
        return new Person(
                new PersonId(row.getLong("id")),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("shut_out"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_sign_in", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
