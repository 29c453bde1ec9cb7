package dev.corridor.app.shared.web;

import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import java.util.List;
import java.util.Optional;

/// What the frame of every page knows: the language, who reads it, where they are.
///
/// @param path of the request, with its query
/// @param places the masthead leads to
/// @param csrf token that forms and htmx send back
/// @param assets where style, fonts and scripts are: `/assets/HASH`
/// @param set the data set in view
/// @param searched the data set that the masthead searches: the one in view, else the last that was; empty where there
/// is none
public record Page(
        Wording words,
        String path,
        Optional<Visitor> visitor,
        List<Shown> places,
        String csrf,
        String assets,
        Optional<SetInView> set,
        Optional<SetInView> searched) {
    public Page {
        places = List.copyOf(places);
    }

    /// A place as this reader sees it.
    ///
    /// @param ofSet whether it is about the data set in view
    public record Shown(String name, String path, boolean current, boolean ofSet) {}

    /// The places about the data set in view, a line of their own under the masthead's first; or all others.
    public List<Shown> places(boolean ofSet) {
        return places.stream().filter(place -> place.ofSet() == ofSet).toList();
    }

    public Language language() {
        return words.language();
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    public boolean may(String permission) {
        return visitor.filter(reader -> reader.may(permission)).isPresent();
    }

    /// Whether the address holds conditions on journeys.
    public boolean conditioned() {
        return path.contains("?filter=") || path.contains("&filter=");
    }

    /// This page in another language.
    public String in(Language other) {
        String rest = path.replaceAll("([?&])language=[a-z]*(&|$)", "$1").replaceAll("[?&]$", "");
        return rest + (rest.indexOf('?') < 0 ? "?" : "&") + "language=" + other.tag();
    }
}
