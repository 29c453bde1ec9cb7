package dev.corridor.app.account;

import dev.corridor.app.shared.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// One-time links that lead in: for the first administrator, for somebody invited, for a new password. Whoever holds
/// one
/// may use it once; only a hash of it is kept.
@Service
public class EntryLinks {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final long SETTING_UP = 4102;

    private final JdbcClient database;
    private final People people;
    private final AuditTrail audit;
    private final Clock clock;

    EntryLinks(JdbcClient database, People people, AuditTrail audit, Clock clock) {
        this.database = database;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a link is for.
    public enum Purpose {
        SET_UP,
        INVITATION,
        NEW_PASSWORD;

        /// The page that a secret of this purpose opens.
        public String path(String secret) {
            return switch (this) {
                        case SET_UP -> "/set-up/";
                        case INVITATION -> "/invitations/";
                        case NEW_PASSWORD -> "/new-password/";
                    }
                    + secret;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A link that has not been used and has not expired.
    ///
    /// @param role whoever uses it will have
    /// @param person whose password it renews
    /// @param note whom it is for, in the words of who made it
    public record Link(
            long id,
            Purpose purpose,
            Role role,
            Optional<PersonId> person,
            String note,
            String madeBy,
            Instant expiresAt) {}

    /// The secret for the first administrator; the one before no longer holds. Empty where there is an administrator.
    @Transactional
    public Optional<String> setUp() {
        if (people.haveAdministrator()) {
            return Optional.empty();
        }
        database.sql("delete from entry_link where purpose = :purpose")
                .param("purpose", Purpose.SET_UP.name())
                .update();
        return Optional.of(make(Purpose.SET_UP, Role.ADMINISTRATOR, Optional.empty(), ""));
    }

    /// The secret of an invitation.
    ///
    /// @param note whom it is for, so that the list of open invitations can be told apart
    @Transactional
    public Outcome<String> invite(Role role, String note) {
        Optional<Refusal> refusal = note.isBlank() ? Optional.empty() : Names.refusal(note);
        if (refusal.isPresent()) {
            return Outcome.not(refusal.get());
        }
        String secret = make(Purpose.INVITATION, role, Optional.empty(), Names.kept(note));
        audit.record("invitation.made", Names.kept(note), Map.of("role", role.key()));
        return Outcome.done(secret);
    }

    /// The secret by which somebody sets a new password.
    @Transactional
    public Outcome<String> newPassword(PersonId id) {
        Optional<Person> person = people.find(id).filter(known -> !known.shutOut());
        if (person.isEmpty()) {
            return Outcome.not(Refusal.UNKNOWN_PERSON);
        }
        String name = person.get().name();
        database.sql("delete from entry_link where purpose = :purpose and person = :person")
                .param("purpose", Purpose.NEW_PASSWORD.name())
                .param("person", id.value())
                .update();
        String secret = make(Purpose.NEW_PASSWORD, person.get().role(), Optional.of(id), name);
        audit.record("password-link.made", name);
        return Outcome.done(secret);
    }

    private String make(Purpose purpose, Role role, Optional<PersonId> person, String note) {
        String secret = Secret.fresh();
        Instant now = clock.instant();
        database.sql("""
                insert into entry_link (hash, purpose, role, person, note, made_by, made_at, expires_at)
                values (:hash, :purpose, :role, :person, :note, :madeBy, :madeAt, :expiresAt)
                """)
                .param("hash", Secret.hash(secret))
                .param("purpose", purpose.name())
                .param("role", role.name())
                .param("person", person.map(PersonId::value).orElse(null))
                .param("note", note)
                .param("madeBy", audit.actor().name())
                .param("madeAt", AuditTrail.utc(now))
                .param("expiresAt", AuditTrail.utc(now.plus(LIFETIME)))
                .update();
        return secret;
    }

    /// Invitations that wait to be used.
    public List<Link> invitations() {
        return database.sql("""
                select id, purpose, role, person, note, made_by, expires_at from entry_link
                where purpose = :purpose and used_at is null and expires_at > :now
                order by id desc
                """)
                .param("purpose", Purpose.INVITATION.name())
                .param("now", AuditTrail.utc(clock.instant()))
                .query(EntryLinks::link)
                .list();
    }

    @Transactional
    public void withdraw(long invitation) {
        database.sql("delete from entry_link where id = :id and purpose = :purpose and used_at is null returning note")
                .param("id", invitation)
                .param("purpose", Purpose.INVITATION.name())
                .query(String.class)
                .optional()
                .ifPresent(note -> audit.record("invitation.withdrawn", note));
    }

    /// The link with this secret, if it still holds.
    public Optional<Link> find(Purpose purpose, String secret) {
        return database.sql("""
                select id, purpose, role, person, note, made_by, expires_at from entry_link
                where hash = :hash and purpose = :purpose and used_at is null and expires_at > :now
                """)
                .param("hash", Secret.hash(secret))
                .param("purpose", purpose.name())
                .param("now", AuditTrail.utc(clock.instant()))
                .query(EntryLinks::link)
                .optional()
                .filter(link -> link.purpose() != Purpose.SET_UP || !people.haveAdministrator());
    }

    /// The name of the person whose password the link renews; empty for other links.
    public Optional<Person> personOf(Link link) {
        return link.person().flatMap(people::find);
    }

    /// Uses a link up: makes the account, or sets the new password. A wish that breaks a rule does not use it up.
    ///
    /// @param name of the account to be made; the name that is there already for a new password
    @Transactional
    public Outcome<Person> use(Purpose purpose, String secret, String name, String password) {
        if (purpose == Purpose.SET_UP) {
            database.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", SETTING_UP)
                    .query((row, index) -> 0)
                    .single();
        }
        Optional<Link> link = find(purpose, secret);
        if (link.isEmpty() || !markUsed(link.get())) {
            return Outcome.not(Refusal.LINK_ENDED);
        }
        Outcome<Person> outcome = link.get()
                .person()
                .map(person -> people.renewPassword(person, password))
                .orElseGet(() -> people.create(name, link.get().role(), password));
        if (outcome instanceof Outcome.Not<Person>) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return outcome;
    }

    private boolean markUsed(Link link) {
        return database.sql("update entry_link set used_at = :now where id = :id and used_at is null")
                        .param("now", AuditTrail.utc(clock.instant()))
                        .param("id", link.id())
                        .update()
                == 1;
    }

    private static Link link(ResultSet row, int index) throws SQLException {
        return new Link(
                row.getLong("id"),
                Purpose.valueOf(row.getString("purpose")),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getObject("person", Long.class)).map(PersonId::new),
                row.getString("note"),
                row.getString("made_by"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
