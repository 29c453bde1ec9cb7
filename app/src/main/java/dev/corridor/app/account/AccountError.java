package dev.corridor.app.account;

import dev.corridor.engine.error.ErrorCode;

/// Error codes of the commands about accounts.
public enum AccountError implements ErrorCode {
    /// A role that there is not.
    UNKNOWN_ROLE(4101, Kind.USER),
    /// A scope that there is not.
    UNKNOWN_SCOPE(4102, Kind.USER),
    /// A lifetime that cannot be read, or is longer than two years.
    BAD_LIFETIME(4103, Kind.USER),
    /// A name that breaks a rule.
    BAD_NAME(4104, Kind.USER),
    /// Somebody who is not known, or is shut out.
    UNKNOWN_PERSON(4105, Kind.USER);

    private final int number;
    private final Kind kind;

    AccountError(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
