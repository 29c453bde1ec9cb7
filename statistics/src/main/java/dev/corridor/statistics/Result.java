package dev.corridor.statistics;

import java.util.Optional;
import java.util.function.Function;

/// What a method answers: an answer, or why there is none. A method never returns NaN and never throws because
/// of the data.
public sealed interface Result<T> {
    /// @param value what the method is asked for, with its interval and n
    record Answer<T>(T value) implements Result<T> {}

    /// There is an answer, and it would tell too much about too few.
    ///
    /// @param n observations behind it
    record Suppressed<T>(long n, Note reason) implements Result<T> {}

    /// The data do not carry an answer.
    ///
    /// @param n observations that were there
    record NotPossible<T>(long n, Note reason) implements Result<T> {}

    /// @param code stable, as [Note#code]
    static <T> Result<T> notPossible(long n, String code, String sentence) {
        return new NotPossible<>(n, new Note(code, sentence));
    }

    default Optional<T> answer() {
        return this instanceof Answer<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /// The answer.
    ///
    /// @throws IllegalStateException with the reason where there is none
    default T orElseThrow() {
        return switch (this) {
            case Answer<T>(T value) -> value;
            case Suppressed<T>(long n, Note reason) -> throw new IllegalStateException(reason.sentence());
            case NotPossible<T>(long n, Note reason) -> throw new IllegalStateException(reason.sentence());
        };
    }

    /// The same result with another view of its answer.
    default <U> Result<U> map(Function<T, U> view) {
        return flatMap(value -> new Answer<>(view.apply(value)));
    }

    /// What another method makes of the answer; without one, the same reason.
    default <U> Result<U> flatMap(Function<T, Result<U>> next) {
        return switch (this) {
            case Answer<T>(T value) -> next.apply(value);
            case Suppressed<T>(long n, Note reason) -> new Suppressed<>(n, reason);
            case NotPossible<T>(long n, Note reason) -> new NotPossible<>(n, reason);
        };
    }
}
