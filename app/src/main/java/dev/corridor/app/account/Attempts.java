package dev.corridor.app.account;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Counts attempts to sign in: at most eight with one name and forty from one address within a quarter of an hour,
/// whether the name exists or not. An attempt counts before it is judged, so that many at once count too; a success is
/// taken back. What was typed as a name is kept as a hash, as it may be a password.
@Component
class Attempts {
    static final int WITH_NAME = 8;
    static final int FROM_ADDRESS = 40;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final Clock clock;

    Attempts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Counts an attempt.
    ///
    /// @return how long to wait, if there were too many; then it is not counted
    @Transactional
    public Optional<Duration> begin(String name, String address) {
        Instant now = clock.instant();
        database.sql("delete from sign_in_attempt where at < :old")
                .param("old", AuditTrail.utc(now.minus(WINDOW)))
                .update();
        Optional<Duration> wait =
                wait(byName(name), WITH_NAME, now).or(() -> wait(byAddress(address), FROM_ADDRESS, now));
        if (wait.isEmpty()) {
            for (byte[] subject : List.of(byName(name), byAddress(address))) {
                database.sql("insert into sign_in_attempt (subject, at) values (:subject, :at)")
                        .param("subject", subject)
                        .param("at", AuditTrail.utc(now))
                        .update();
            }
        }
        return wait;
    }

    private Optional<Duration> wait(byte[] subject, int most, Instant now) {
        database.sql("select pg_advisory_xact_lock(:subject)")
                .param("subject", ByteBuffer.wrap(subject).getLong())
                .query((row, index) -> 0)
                .single();
        List<OffsetDateTime> latest = database.sql("""
                select at from sign_in_attempt where subject = :subject and at >= :since order by at desc limit :most
                """)
                .param("subject", subject)
                .param("since", AuditTrail.utc(now.minus(WINDOW)))
                .param("most", most)
                .query(OffsetDateTime.class)
                .list();
        return latest.size() < most
                ? Optional.empty()
                : Optional.of(Duration.between(now, latest.getLast().toInstant().plus(WINDOW)));
    }

    /// Takes back what was counted of somebody who then gave the right password.
    @Transactional
    public void succeeded(String name, String address) {
        database.sql("delete from sign_in_attempt where subject = :subject")
                .param("subject", byName(name))
                .update();
        database.sql("""
                delete from sign_in_attempt
                where id = (select max(id) from sign_in_attempt where subject = :subject)
                """).param("subject", byAddress(address)).update();
    }

    private static byte[] byName(String name) {
        return Secret.hash("name " + Names.compared(name));
    }

    /// An IPv6 address counts as its first 64 bits, which is what one customer of a provider has.
    private static byte[] byAddress(String address) {
        return Secret.hash("address " + network(address));
    }

    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 16
                    ? HexFormat.of().formatHex(bytes, 0, 8)
                    : new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
