package dev.corridor.app.shared.access;

import java.util.Comparator;

/// An address that the server answers, with what it asks of the caller.
///
/// @param method such as `GET`
/// @param path with its variables, such as `/sets/{set}/map`
public record Endpoint(String method, String path, Permission permission) implements Comparable<Endpoint> {
    private static final Comparator<Endpoint> ORDER =
            Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method);

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }
}
