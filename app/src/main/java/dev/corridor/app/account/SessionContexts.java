package dev.corridor.app.account;

import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Entered;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/// Tells from a session who makes a request. The account is read anew each time, so that another role, or being shut
/// out, holds from the next request on.
@Component
public class SessionContexts implements SecurityContextRepository {
    /// However much it is used, a session ends then.
    private static final Duration LONGEST = Duration.ofDays(30);

    private final People people;
    private final Clock clock;

    SessionContexts(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> context(request));
    }

    /// Nothing: sessions begin and end at [SignIn] alone.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return person(request).isPresent();
    }

    private SecurityContext context(HttpServletRequest request) {
        return person(request)
                .map(person -> new SecurityContextImpl(
                        new Entered(new Caller.Person(person.id().value(), person.name(), person.role()))))
                .orElseGet(SecurityContextImpl::new);
    }

    private Optional<Person> person(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(Sessions.PERSON) instanceof Long id)) {
            return Optional.empty();
        }
        if (Instant.ofEpochMilli(session.getCreationTime()).plus(LONGEST).isBefore(clock.instant())) {
            session.invalidate();
            return Optional.empty();
        }
        return people.find(new PersonId(id)).filter(person -> !person.shutOut());
    }

    /// Asks once, and only if somebody wants to know.
    private static final class Deferred implements DeferredSecurityContext {
        private final Supplier<SecurityContext> ask;
        private @Nullable SecurityContext answer;

        Deferred(Supplier<SecurityContext> ask) {
            this.ask = ask;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = answer;
            if (known == null) {
                known = ask.get();
                answer = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
