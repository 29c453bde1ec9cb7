package dev.corridor.app.shared.web;

/// A page that the masthead leads to.
///
/// @param key its name in the words, such as `place.map`
/// @param path where it is; `{set}` stands for the data set in view, and such a place is left out where none is
/// @param permission the name of the permission without which it is left out
/// @param order places with smaller numbers come first
public record Place(String key, String path, String permission, int order) {
    public static final String SET = "{set}";

    boolean ofSet() {
        return path.contains(SET);
    }
}
