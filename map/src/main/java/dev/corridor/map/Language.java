package dev.corridor.map;

import java.util.Locale;

/// A language the map and the report are complete in.
public enum Language {
    EN,
    PT,
    RU;

    /// BCP 47 tag, as in the `lang` attribute: `en`, `pt`, `ru`.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
