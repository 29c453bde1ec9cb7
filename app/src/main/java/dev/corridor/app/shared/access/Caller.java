package dev.corridor.app.shared.access;

import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who makes a request, and thereby what the request may do.
public sealed interface Caller {
    boolean may(Permission permission);

    /// Neither signed in nor with a token.
    record Nobody() implements Caller {
        @Override
        public boolean may(Permission permission) {
            return permission == Permission.ANYBODY;
        }
    }

    /// Somebody who is signed in.
    record Person(long id, String name, Role role) implements Caller {
        @Override
        public boolean may(Permission permission) {
            return role.may(permission);
        }
    }

    /// A program with an API token.
    record Token(long id, String name, Role role, Set<Scope> scopes) implements Caller {
        public Token {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public boolean may(Permission permission) {
            return role.may(permission) && scopes.stream().anyMatch(scope -> scope.covers(permission));
        }
    }

    /// Who makes the request that this thread answers.
    static Caller current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Entered entered
                ? entered.caller()
                : new Nobody();
    }
}
