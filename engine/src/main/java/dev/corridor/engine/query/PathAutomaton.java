package dev.corridor.engine.query;

import dev.corridor.engine.store.Names;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A path pattern made ready to run over touchpoint codes; may be used by several threads at once.
///
/// It is a deterministic automaton whose states are built when a path first needs them, at most
/// [#MAX_STATES] of them; a path that needs more is followed through the nondeterministic automaton. Either way
/// each touchpoint of a path is looked at at most once, and a path is left as soon as it is decided. Cost: an
/// array access per touchpoint; where a state is built or cannot be kept, one pass over the at most 4,096
/// instructions.
public final class PathAutomaton {
    /// The largest number of deterministic states that are kept.
    static final int MAX_STATES = 2_000;

    private static final int MAX_TRANSITIONS = 1 << 20;

    private final PathProgram program;
    private final int maxStates;
    private final Map<Waiting, State> states = new HashMap<>();
    private final State initial;
    private final AtomicLong slowSteps = new AtomicLong();
    private volatile boolean full;

    private PathAutomaton(PathProgram program, int maxStates) {
        this.program = program;
        this.maxStates = maxStates;
        initial = new State(program, program.begin(), true);
    }

    /// @param touchpoints the codes from 0 to at most 65,535 that the paths are written in
    /// @throws dev.corridor.engine.error.CorridorException `UNKNOWN_NAME` with near names, or `TOO_COMPLEX`
    public static PathAutomaton compile(PathPattern pattern, Names touchpoints) {
        return compile(pattern, touchpoints, MAX_STATES);
    }

    static PathAutomaton compile(PathPattern pattern, Names touchpoints, int maxStates) {
        PathProgram program = new PathProgram(pattern, touchpoints);
        return new PathAutomaton(program, Math.min(maxStates, MAX_TRANSITIONS / program.classCount()));
    }

    /// Whether the path of the codes from `from` up to but without `to` matches.
    public boolean matches(int[] codes, int from, int to) {
        return matches(IntSequence.of(codes, from, to));
    }

    /// Whether the path matches.
    public boolean matches(IntSequence path) {
        State state = initial;
        int length = path.length();
        for (int i = 0; i < length && !state.decided; i++) {
            int touchpointClass = program.classOf(path.at(i));
            State next = state.next[touchpointClass];
            if (next == null) {
                long[] waiting = step(state.waiting, touchpointClass);
                next = keep(waiting);
                if (next == null) {
                    return simulate(waiting, path, i + 1);
                }
                state.next[touchpointClass] = next;
            }
            state = next;
        }
        return state.accepts || (!state.decided && state.acceptsAtEnd);
    }

    /// How many steps were taken through the nondeterministic automaton so far, each at most one pass over it.
    long slowSteps() {
        return slowSteps.get();
    }

    int statesBuilt() {
        synchronized (states) {
            return states.size();
        }
    }

    int programSize() {
        return program.size();
    }

    private long[] step(long[] waiting, int touchpointClass) {
        slowSteps.incrementAndGet();
        return program.step(waiting, touchpointClass);
    }

    /// The state for this set; null where it is new and no more states are kept.
    private @Nullable State keep(long[] waiting) {
        Waiting key = new Waiting(waiting);
        if (full) {
            return states.get(key);
        }
        synchronized (states) {
            State known = states.get(key);
            if (known != null || full) {
                return known;
            }
            State state = new State(program, waiting, false);
            states.put(key, state);
            full = states.size() >= maxStates;
            return state;
        }
    }

    private boolean simulate(long[] reached, IntSequence path, int from) {
        long[] waiting = reached;
        for (int i = from; i < path.length(); i++) {
            if (program.accepts(waiting)) {
                return true;
            }
            if (isEmpty(waiting)) {
                return false;
            }
            waiting = step(waiting, program.classOf(path.at(i)));
        }
        return program.acceptsAtEnd(waiting, false);
    }

    private static boolean isEmpty(long[] waiting) {
        for (long word : waiting) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /// A state of the deterministic automaton. Everything but the transitions is final, so that a thread which
    /// sees a transition that another one has filled in sees a whole state; one which does not finds it again.
    private static final class State {
        final long[] waiting;
        final @Nullable State[] next;
        final boolean accepts;
        final boolean acceptsAtEnd;
        final boolean decided;

        State(PathProgram program, long[] waiting, boolean atStart) {
            this.waiting = waiting;
            next = new @Nullable State[program.classCount()];
            accepts = program.accepts(waiting);
            acceptsAtEnd = program.acceptsAtEnd(waiting, atStart);
            decided = accepts || isEmpty(waiting);
        }
    }

    /// A set of waiting instructions as a key; the array is never changed.
    private static final class Waiting {
        private final long[] waiting;

        Waiting(long[] waiting) {
            this.waiting = waiting;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Waiting that && Arrays.equals(waiting, that.waiting);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(waiting);
        }
    }
}
