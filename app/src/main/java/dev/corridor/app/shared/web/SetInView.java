package dev.corridor.app.shared.web;

/// The data set that a page is about, or that its masthead searches; an interceptor puts the one into the request
/// under [#ATTRIBUTE], the other under [#SEARCHED].
public record SetInView(long id, String name) {
    public static final String ATTRIBUTE = "dev.corridor.set";
    public static final String SEARCHED = "dev.corridor.searched";
}
