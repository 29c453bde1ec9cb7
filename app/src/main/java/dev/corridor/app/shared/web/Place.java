package dev.corridor.app.shared.web;

/// A page that the masthead leads to: its second line names the pages of the data set in view, its first the others.
/// A bean of this type, made where the page is, is all a page needs to join.
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
