package dev.corridor.app.shared.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A [Caller] as Spring Security knows it. It is made anew for every request and never kept in a session.
public final class Entered extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final String name;

    public Entered(Caller.Person person) {
        this(person, Long.toString(person.id()));
    }

    public Entered(Caller.Token token) {
        this(token, "token " + token.id());
    }

    private Entered(Caller caller, String name) {
        super(List.of());
        this.caller = caller;
        this.name = name;
        super.setAuthenticated(true);
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entered entered && caller.equals(entered.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
