package dev.corridor.app.account;

import dev.corridor.app.shared.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Who changed what, when, and from where. Entries are added in the transaction of the change; the database refuses to
/// change or delete one.
@Service
public class AuditTrail {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient database;
    private final Clock clock;

    AuditTrail(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Who acts: a person or a program over the network, a command on the machine itself, or Corridor by itself.
    ///
    /// @param id of the person or the token; empty for all others
    /// @param address they act from; empty on the machine itself
    public record Actor(Kind kind, Optional<Long> id, String name, Optional<String> address) {
        /// What kind of actor it is.
        public enum Kind {
            PERSON,
            TOKEN,
            COMMAND,
            NOBODY,
            CORRIDOR
        }

        /// Ends what somebody asked for earlier.
        public static final Actor CORRIDOR = new Actor(Kind.CORRIDOR, Optional.empty(), "", Optional.empty());

        static Actor person(Person person, String address) {
            return new Actor(Kind.PERSON, Optional.of(person.id().value()), person.name(), Optional.of(address));
        }
    }

    /// @param action what was done; `audit.ACTION` is its wording
    /// @param subject on what: a name that people know it by
    public record Entry(long id, Instant at, Actor actor, String action, String subject, Map<String, String> details) {
        public Entry {
            details = Map.copyOf(details);
        }
    }

    /// Which entries to read; empty texts and absent times leave nothing out.
    ///
    /// @param who part of an actor's name
    /// @param what the start of an action: `person` for all that begin with `person.`
    /// @param subject part of a subject
    /// @param from first instant
    /// @param until first instant no more
    /// @param before the number of the last entry read; empty for the newest
    public record Question(
            String who,
            String what,
            String subject,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Long> before) {}

    /// Some entries, newest first.
    ///
    /// @param next to ask for those before; empty at the end
    public record Answer(List<Entry> entries, Optional<Long> next) {
        public Answer {
            entries = List.copyOf(entries);
        }
    }

    public void record(String action, String subject) {
        record(action, subject, Map.of());
    }

    /// Records what whoever makes the current request has done.
    ///
    /// @param details such as what it was before; never a secret, never a customer's identifier
    public void record(String action, String subject, Map<String, String> details) {
        record(actor(), action, subject, details);
    }

    public void record(Actor actor, String action, String subject, Map<String, String> details) {
        database.sql("""
                insert into audit_entry (at, kind, actor, name, address, action, subject, details)
                values (:at, :kind, :actor, :name, :address, :action, :subject, :details::jsonb)
                """)
                .param("at", utc(clock.instant()))
                .param("kind", actor.kind().name())
                .param("actor", actor.id().orElse(null))
                .param("name", actor.name())
                .param("address", actor.address().orElse(null))
                .param("action", action)
                .param("subject", subject)
                .param("details", JSON.writeValueAsString(details))
                .update();
    }

    /// Who acts now; to be taken along where the work goes on after the request.
    public Actor actor() {
        Optional<String> address =
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet
                        ? Optional.of(servlet.getRequest().getRemoteAddr())
                        : Optional.empty();
        return switch (Caller.current()) {
            case Caller.Person person -> new Actor(Actor.Kind.PERSON, Optional.of(person.id()), person.name(), address);
            case Caller.Token token -> new Actor(Actor.Kind.TOKEN, Optional.of(token.id()), token.name(), address);
            case Caller.Nobody nobody ->
                new Actor(address.isPresent() ? Actor.Kind.NOBODY : Actor.Kind.COMMAND, Optional.empty(), "", address);
        };
    }

    /// @param most entries, 1 or more
    public Answer read(Question question, int most) {
        List<Entry> found = database.sql("""
                select id, at, kind, actor, name, address, action, subject, details::text as details
                from audit_entry
                where (:who = '' or strpos(lower(name), lower(:who)) > 0)
                  and (:what = '' or action = :what or starts_with(action, :what || '.'))
                  and (:subject = '' or strpos(lower(subject), lower(:subject)) > 0)
                  and (:from::timestamptz is null or at >= :from::timestamptz)
                  and (:until::timestamptz is null or at < :until::timestamptz)
                  and (:before::bigint is null or id < :before::bigint)
                order by id desc
                limit :most
                """)
                .param("who", question.who())
                .param("what", question.what())
                .param("subject", question.subject())
                .param("from", question.from().map(AuditTrail::utc).orElse(null))
                .param("until", question.until().map(AuditTrail::utc).orElse(null))
                .param("before", question.before().orElse(null))
                .param("most", most + 1)
                .query((row, index) -> new Entry(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new Actor(
                                Actor.Kind.valueOf(row.getString("kind")),
                                Optional.ofNullable(row.getObject("actor", Long.class)),
                                row.getString("name"),
                                Optional.ofNullable(row.getString("address"))),
                        row.getString("action"),
                        row.getString("subject"),
                        JSON.readValue(row.getString("details"), DETAILS)))
                .list();
        List<Entry> shown = new ArrayList<>(found.subList(0, Math.min(most, found.size())));
        Optional<Long> next = found.size() > most ? Optional.of(shown.getLast().id()) : Optional.empty();
        return new Answer(shown, next);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
