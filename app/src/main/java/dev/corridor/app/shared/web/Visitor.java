package dev.corridor.app.shared.web;

import java.util.Set;

/// Who is reading a page.
///
/// @param name as people call them
/// @param role the role's key in the words
/// @param permissions names of what they may do
public record Visitor(String name, String role, Set<String> permissions) {
    public Visitor {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
