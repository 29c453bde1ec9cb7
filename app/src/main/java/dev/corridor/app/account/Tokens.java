package dev.corridor.app.account;

import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// API tokens: opaque, kept as hashes, each with a role, scopes and an end.
@Service
public class Tokens {
    /// The longest that a token can hold.
    public static final Duration LONGEST = Duration.ofDays(730);

    /// What every token begins with, so that scanners for leaked secrets know one.
    private static final String BEGINNING = "corridor_";
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;

    Tokens(JdbcClient database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// A token as people see it.
    public record Token(
            long id,
            String name,
            Role role,
            Set<Scope> scopes,
            String madeBy,
            Instant madeAt,
            Instant expiresAt,
            Optional<Instant> lastUsedAt) {
        public Token {
            scopes = Set.copyOf(scopes);
        }
    }

    /// Makes a token.
    ///
    /// @param name what it is for
    /// @param lifetime up to [#LONGEST]
    /// @return its text, which nobody can read again
    @Transactional
    public Outcome<String> create(String name, Role role, Set<Scope> scopes, Duration lifetime) {
        Optional<Refusal> refusal = Names.refusal(name);
        if (refusal.isPresent()) {
            return Outcome.not(refusal.get());
        }
        if (scopes.isEmpty()) {
            return Outcome.not(Refusal.NO_SCOPE);
        }
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            return Outcome.not(Refusal.EXPIRY_OUT_OF_RANGE);
        }
        String text = BEGINNING + Secret.fresh();
        Instant now = clock.instant();
        database.sql("""
                insert into api_token (name, hash, role, scopes, made_by, made_at, expires_at)
                values (:name, :hash, :role, string_to_array(:scopes, ','), :madeBy, :madeAt, :expiresAt)
                """)
                .param("name", Names.kept(name))
                .param("hash", Secret.hash(text))
                .param("role", role.name())
                .param(
                        "scopes",
                        EnumSet.copyOf(scopes).stream().map(Scope::name).collect(Collectors.joining(",")))
                .param("madeBy", audit.actor().name())
                .param("madeAt", AuditTrail.utc(now))
                .param("expiresAt", AuditTrail.utc(now.plus(lifetime)))
                .update();
        String scoped = EnumSet.copyOf(scopes).stream().map(Scope::key).collect(Collectors.joining(", "));
        audit.record("token.made", Names.kept(name), Map.of("role", role.key(), "scopes", scoped));
        return Outcome.done(text);
    }

    /// Tokens that hold, the newest first.
    public List<Token> all() {
        return database.sql("""
                select id, name, role, scopes, made_by, made_at, expires_at, last_used_at from api_token
                where withdrawn_at is null and expires_at > :now
                order by id desc
                """)
                .param("now", AuditTrail.utc(clock.instant()))
                .query(Tokens::token)
                .list();
    }

    @Transactional
    public void withdraw(long id) {
        database.sql("""
                update api_token set withdrawn_at = :now where id = :id and withdrawn_at is null returning name
                """)
                .param("id", id)
                .param("now", AuditTrail.utc(clock.instant()))
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.record("token.withdrawn", name));
    }

    /// Whom a token's text stands for; empty where none holds.
    public Optional<Caller.Token> holder(String text) {
        if (!text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Token> token = database.sql("""
                select id, name, role, scopes, made_by, made_at, expires_at, last_used_at from api_token
                where hash = :hash and withdrawn_at is null and expires_at > :now
                """)
                .param("hash", Secret.hash(text))
                .param("now", AuditTrail.utc(now))
                .query(Tokens::token)
                .optional();
        token.filter(used -> used.lastUsedAt()
                        .map(at -> at.plus(NOTED_EVERY).isBefore(now))
                        .orElse(true))
                .ifPresent(used -> noteUse(used, now));
        return token.map(held -> new Caller.Token(held.id(), held.name(), held.role(), held.scopes()));
    }

    private void noteUse(Token token, Instant now) {
        database.sql("update api_token set last_used_at = :now where id = :id")
                .param("now", AuditTrail.utc(now))
                .param("id", token.id())
                .update();
    }

    private static Token token(ResultSet row, int index) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
