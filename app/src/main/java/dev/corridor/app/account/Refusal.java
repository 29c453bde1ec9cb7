package dev.corridor.app.account;

import java.util.Locale;

/// Why something about accounts was not done. Each has words in every language under its [#key].
public enum Refusal {
    NAME_MISSING,
    NAME_TOO_LONG,
    NAME_UNREADABLE,
    NAME_TAKEN,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_COMMON,
    PASSWORD_IS_NAME,
    PASSWORD_WRONG,
    TOO_MANY_ATTEMPTS,
    LINK_ENDED,
    LAST_ADMINISTRATOR,
    UNKNOWN_PERSON,
    NO_SCOPE,
    EXPIRY_OUT_OF_RANGE;

    public String key() {
        return "refusal." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it is about the password that was given.
    public boolean ofPassword() {
        return name().startsWith("PASSWORD");
    }
}
