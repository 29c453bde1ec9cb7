package dev.corridor.app.account;

/// What came of a wish: it was done, or refused for a reason that its reader can do something about.
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Not<T>(Refusal why) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> not(Refusal why) {
        return new Not<>(why);
    }

    /// The value, for callers who know that nothing speaks against it.
    default T orThrow() {
        return switch (this) {
            case Done<T> done -> done.value();
            case Not<T> not -> throw new IllegalStateException("refused: " + not.why());
        };
    }
}
