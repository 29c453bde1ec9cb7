package dev.corridor.analysis.moments;

import java.util.concurrent.atomic.AtomicInteger;

/// How far a search for moments is: steps that are done, of all. For each touchpoint where outcomes are, a step is what
/// was to be expected at a touchpoint on the way, or the comparison of who met it with who did not. The threads of a
/// search write it, any other may read it.
public final class SearchProgress {
    private final AtomicInteger done = new AtomicInteger();
    private volatile int all;

    void begin(int steps) {
        all = steps;
    }

    void step() {
        done.incrementAndGet();
    }

    /// Never more than [#all], never less than before.
    public int done() {
        return done.get();
    }

    /// 0 until the journeys are read.
    public int all() {
        return all;
    }
}
