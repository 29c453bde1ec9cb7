package dev.corridor.analysis.purchases;

import dev.corridor.engine.error.ErrorCode;

/// What is wrong with a question about purchases.
public enum PurchaseError implements ErrorCode {
    /// No touchpoint is known to be a purchase.
    NO_PURCHASE(3241, Kind.USER),
    /// A touchpoint or attribute that the data do not have, or an attribute that is no number.
    UNUSABLE_NAME(3242, Kind.USER),
    /// Nobody is known who could buy again.
    NO_CUSTOMER(3243, Kind.DATA),
    /// A day before the first purchase, or one outside the period.
    UNUSABLE_DAY(3244, Kind.USER);

    private final int number;
    private final Kind kind;

    PurchaseError(int number, Kind kind) {
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
