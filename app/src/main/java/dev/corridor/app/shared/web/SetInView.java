package dev.corridor.app.shared.web;

/// The data set that a page is about; a page's interceptor puts it into the request under [#ATTRIBUTE].
public record SetInView(long id, String name) {
    public static final String ATTRIBUTE = "dev.corridor.set";
}
