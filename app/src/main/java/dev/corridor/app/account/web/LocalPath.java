package dev.corridor.app.account.web;

import java.net.URI;

/// Where to go after signing in: a path of this server and nothing else.
final class LocalPath {
    private static final String START = "/";

    private LocalPath() {}

    /// The path if it is one of ours and a page, else the start page.
    static String of(String wanted) {
        boolean ours = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.chars().noneMatch(c -> c <= ' ' || c == '\\' || c > '~')
                && !wanted.contains("/..")
                && !wanted.startsWith("/sign-")
                && !wanted.startsWith("/error");
        if (!ours) {
            return START;
        }
        try {
            URI uri = URI.create(wanted);
            return uri.getHost() == null && uri.getScheme() == null ? wanted : START;
        } catch (IllegalArgumentException e) {
            return START;
        }
    }
}
