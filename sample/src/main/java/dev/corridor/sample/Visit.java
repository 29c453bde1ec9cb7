package dev.corridor.sample;

/// A visit of a crew: to install or, `repair`, a second one. Times are seconds of the local clock or
/// [Hours#NEVER]; days are days since 1970.
final class Visit {
    final long booked;
    final boolean repair;
    final int installer;
    long agreedFirst;
    long agreed;
    long moved = Hours.NEVER;
    long visited = Hours.NEVER;
    boolean failed;

    Visit(long booked, boolean repair, int installer) {
        this.booked = booked;
        this.repair = repair;
        this.installer = installer;
    }

    /// The day agreed as far as it is known at the time.
    long agreedAsOf(long time) {
        return moved <= time ? agreed : agreedFirst;
    }
}
