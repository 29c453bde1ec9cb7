package dev.corridor.map.layout;

/// How many states all searches for one plan may still look at: the same graph gives up at the same place on every
/// machine.
final class Effort {
    /// About a second.
    private static final long MOST = 25_000_000;

    private long left = MOST;

    /// Takes one state; false where none is left.
    boolean take() {
        return --left >= 0;
    }

    boolean isSpent() {
        return left <= 0;
    }
}
