package dev.corridor.app.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/// Where people are signed in. A session holds the number of its person and where it was begun, nothing else.
@Service
public class Sessions {
    static final String PERSON = "person";

    private static final String ADDRESS = "address";
    private static final String BROWSER = "browser";
    private static final int LONGEST_BROWSER = 300;
    private static final int HANDLE_BYTES = 8;

    private final JdbcClient database;
    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> repository;

    Sessions(JdbcClient database, ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> repository) {
        this.database = database;
        this.repository = repository;
    }

    /// A session as its owner sees it.
    ///
    /// @param handle names it in a form; it is no way into the session
    /// @param current whether it is the one that asks
    public record Open(
            String handle, Instant since, Instant lastUsed, String address, String browser, boolean current) {}

    /// Begins a session for the person; one that the browser had before ends.
    void begin(Person person, HttpServletRequest request) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setAttribute(PERSON, person.id().value());
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, principal(person.id()));
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        String browser = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        session.setAttribute(BROWSER, browser.substring(0, Math.min(LONGEST_BROWSER, browser.length())));
    }

    /// The person's sessions, the last used first.
    ///
    /// @param current the session that asks
    public List<Open> open(PersonId person, String current) {
        return repository.getObject().findByPrincipalName(principal(person)).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new Open(
                        handle(session.getId()),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        Optional.ofNullable(session.<String>getAttribute(ADDRESS))
                                .orElse(""),
                        Optional.ofNullable(session.<String>getAttribute(BROWSER))
                                .orElse(""),
                        session.getId().equals(current)))
                .sorted(Comparator.comparing(Open::lastUsed).reversed())
                .toList();
    }

    /// Ends one of the person's sessions.
    ///
    /// @return whether it was there
    public boolean end(PersonId person, String handle) {
        FindByIndexNameSessionRepository<? extends Session> sessions = repository.getObject();
        Optional<String> ended = sessions.findByPrincipalName(principal(person)).keySet().stream()
                .filter(id -> handle(id).equals(handle))
                .findFirst();
        ended.ifPresent(sessions::deleteById);
        return ended.isPresent();
    }

    /// Ends all of the person's sessions but one.
    public void endOthers(PersonId person, String current) {
        database.sql("delete from spring_session where principal_name = :person and session_id <> :current")
                .param("person", principal(person))
                .param("current", current)
                .update();
    }

    void endAll(PersonId person) {
        endOthers(person, "");
    }

    private static String principal(PersonId person) {
        return Long.toString(person.value());
    }

    private static String handle(String id) {
        return HexFormat.of().formatHex(Secret.hash(id), 0, HANDLE_BYTES);
    }
}
