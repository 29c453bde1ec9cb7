package dev.corridor.app.shared.access;

import static dev.corridor.app.shared.access.Permission.ERASE_CUSTOMERS;
import static dev.corridor.app.shared.access.Permission.IMPORT;
import static dev.corridor.app.shared.access.Permission.LIST_CUSTOMERS;
import static dev.corridor.app.shared.access.Permission.MANAGE_PEOPLE;
import static dev.corridor.app.shared.access.Permission.MANAGE_TOKENS;
import static dev.corridor.app.shared.access.Permission.READ_AUDIT;
import static dev.corridor.app.shared.access.Permission.READ_FIGURES;
import static dev.corridor.app.shared.access.Permission.READ_METRICS;
import static dev.corridor.app.shared.access.Permission.SAVE_VIEWS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person is in the company's Corridor. This is the one table of what each role may do.
public enum Role {
    ADMINISTRATOR(
            READ_FIGURES,
            LIST_CUSTOMERS,
            SAVE_VIEWS,
            IMPORT,
            ERASE_CUSTOMERS,
            MANAGE_PEOPLE,
            MANAGE_TOKENS,
            READ_AUDIT,
            READ_METRICS),
    CX_MANAGER(READ_FIGURES, LIST_CUSTOMERS, SAVE_VIEWS, IMPORT, ERASE_CUSTOMERS),
    DEPARTMENT_LEAD(READ_FIGURES, LIST_CUSTOMERS, SAVE_VIEWS),
    MEMBER(READ_FIGURES, SAVE_VIEWS),
    VIEWER(READ_FIGURES);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.of(Permission.ANYBODY, permissions);
        this.permissions.add(Permission.SIGNED_IN);
    }

    /// The role as the words, the command line and the API call it: `cx-manager`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> named(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// The names of everything that the role may do.
    public Set<String> permissions() {
        return permissions.stream().map(Permission::name).collect(Collectors.toUnmodifiableSet());
    }
}
