package dev.corridor.app.shared.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an API token is for. A token may do what both its role and one of its scopes allow. People are managed by
/// people: no scope covers inviting them or making tokens.
public enum Scope {
    READ(Permission.READ_FIGURES, Permission.LIST_CUSTOMERS, Permission.READ_AUDIT),
    WRITE(Permission.SAVE_VIEWS, Permission.IMPORT, Permission.ERASE_CUSTOMERS),
    METRICS(Permission.READ_METRICS);

    private final Set<Permission> covered;

    Scope(Permission... covered) {
        this.covered = EnumSet.of(Permission.ANYBODY, covered);
    }

    /// The scope as the words, the command line and the API call it: `read`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> named(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key().equals(key)).findFirst();
    }

    boolean covers(Permission permission) {
        return covered.contains(permission);
    }
}
