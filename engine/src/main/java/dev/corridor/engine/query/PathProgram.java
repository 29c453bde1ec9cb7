package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.store.Names;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A path pattern as a nondeterministic automaton: numbered instructions, of which some take a touchpoint and
/// the others lead on without taking one (Thompson's construction).
///
/// Touchpoints that the pattern cannot tell apart share a class; class 0 holds those it does not name. A set of
/// instructions is a bit set in `long` words; the sets that [#begin] and [#step] make hold only instructions
/// that take a touchpoint, wait for the end of the path, or accept.
final class PathProgram {
    /// The largest number of instructions.
    static final int MAX_SIZE = 4_096;

    private enum Operation {
        /// Takes a touchpoint of `accepted`, leads on to the next instruction.
        TAKE,
        /// Leads to `first` and to `second`.
        SPLIT,
        /// Leads to `first`.
        JUMP,
        /// Leads on to the next instruction before the first touchpoint only.
        AT_START,
        /// Leads on to the next instruction behind the last touchpoint only.
        AT_END,
        ACCEPT
    }

    private static final class Instruction {
        final Operation operation;
        final BitSet accepted;
        int first;
        int second;

        Instruction(Operation operation, BitSet accepted) {
            this.operation = operation;
            this.accepted = accepted;
        }
    }

    /// The touchpoints that an instruction takes: those in `codes`, or all others.
    private record Choice(Set<Integer> codes, boolean others) {}

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Choice, BitSet> accepted = new LinkedHashMap<>();
    private final Names names;
    private final int[] classes;
    private final int classCount;
    private final int words;
    private final long[] lasting;
    private final long[] again;

    /// @throws CorridorException `UNKNOWN_NAME` or, above [#MAX_SIZE] instructions, `TOO_COMPLEX`
    PathProgram(PathPattern pattern, Names names) {
        if (size(pattern) >= MAX_SIZE) {
            throw new CorridorException(
                    EngineError.TOO_COMPLEX,
                    "The path pattern would need more than " + MAX_SIZE
                            + " states once its repetitions are written out.",
                    "Use smaller numbers of repetitions, or * and + instead.");
        }
        this.names = names;
        emit(pattern);
        add(Operation.ACCEPT);
        int largest = accepted.keySet().stream()
                .flatMap(choice -> choice.codes.stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        classes = new int[largest + 1];
        classCount = classify();
        words = (instructions.size() + Long.SIZE - 1) / Long.SIZE;
        lasting = new long[words];
        for (int i = 0; i < instructions.size(); i++) {
            switch (instructions.get(i).operation) {
                case TAKE, AT_END, ACCEPT -> set(lasting, i);
                case SPLIT, JUMP, AT_START -> {}
            }
        }
        again = new Reach(false, false).from(0).lasting();
    }

    int size() {
        return instructions.size();
    }

    int classCount() {
        return classCount;
    }

    int classOf(int code) {
        return code < classes.length ? classes[code] : 0;
    }

    /// The instructions waiting before the first touchpoint.
    long[] begin() {
        return new Reach(true, false).from(0).lasting();
    }

    /// The instructions waiting after a touchpoint of this class, among them those of a match that begins there.
    long[] step(long[] waiting, int touchpointClass) {
        Reach reach = new Reach(false, false);
        for (int i = next(waiting, 0); i >= 0; i = next(waiting, i + 1)) {
            Instruction instruction = instructions.get(i);
            if (instruction.operation == Operation.TAKE && instruction.accepted.get(touchpointClass)) {
                reach.from(i + 1);
            }
        }
        long[] result = reach.lasting();
        for (int word = 0; word < words; word++) {
            result[word] |= again[word];
        }
        return result;
    }

    /// Whether a match is complete here, whatever follows.
    boolean accepts(long[] waiting) {
        return get(waiting, instructions.size() - 1);
    }

    /// Whether a match is complete if the path ends here.
    ///
    /// @param atStart whether the path has no touchpoint
    boolean acceptsAtEnd(long[] waiting, boolean atStart) {
        Reach reach = new Reach(atStart, true);
        for (int i = next(waiting, 0); i >= 0; i = next(waiting, i + 1)) {
            reach.from(i);
        }
        return accepts(reach.reached);
    }

    /// The instructions that can be reached without taking a touchpoint.
    private final class Reach {
        private final boolean atStart;
        private final boolean atEnd;
        private final long[] reached = new long[words];
        private final int[] pending = new int[instructions.size()];
        private int count;

        Reach(boolean atStart, boolean atEnd) {
            this.atStart = atStart;
            this.atEnd = atEnd;
        }

        Reach from(int start) {
            reach(start);
            while (count > 0) {
                int at = pending[--count];
                Instruction instruction = instructions.get(at);
                switch (instruction.operation) {
                    case SPLIT -> {
                        reach(instruction.first);
                        reach(instruction.second);
                    }
                    case JUMP -> reach(instruction.first);
                    case AT_START -> reachIf(atStart, at + 1);
                    case AT_END -> reachIf(atEnd, at + 1);
                    case TAKE, ACCEPT -> {}
                }
            }
            return this;
        }

        long[] lasting() {
            long[] result = new long[words];
            for (int word = 0; word < words; word++) {
                result[word] = reached[word] & lasting[word];
            }
            return result;
        }

        private void reachIf(boolean open, int instruction) {
            if (open) {
                reach(instruction);
            }
        }

        private void reach(int instruction) {
            if (!get(reached, instruction)) {
                set(reached, instruction);
                pending[count++] = instruction;
            }
        }
    }

    /// The number of instructions that the pattern becomes, or any number above [#MAX_SIZE].
    private static long size(PathPattern pattern) {
        long size = switch (pattern) {
            case PathPattern.Touchpoint _,
                    PathPattern.Any _,
                    PathPattern.OneOf _,
                    PathPattern.NoneOf _,
                    PathPattern.Start _,
                    PathPattern.End _ -> 1;
            case PathPattern.Anything _ -> 3;
            case PathPattern.Sequence sequence ->
                sequence.parts().stream().mapToLong(PathProgram::size).sum();
            case PathPattern.Either either ->
                either.alternatives().stream().mapToLong(part -> size(part) + 2).sum();
            case PathPattern.Repeat repeat -> repeatSize(repeat);
        };
        return Math.min(size, MAX_SIZE + 1L);
    }

    private static long repeatSize(PathPattern.Repeat repeat) {
        long once = size(repeat.part());
        if (repeat.max().isPresent()) {
            return repeat.min() * once + (repeat.max().getAsInt() - repeat.min()) * (once + 1);
        }
        return repeat.min() == 0 ? once + 2 : repeat.min() * once + 1;
    }

    private void emit(PathPattern pattern) {
        switch (pattern) {
            case PathPattern.Touchpoint(String name) -> take(List.of(name), false);
            case PathPattern.Any() -> take(List.of(), true);
            case PathPattern.OneOf(List<String> chosen) -> take(chosen, false);
            case PathPattern.NoneOf(List<String> excluded) -> take(excluded, true);
            case PathPattern.Anything() -> emitLoop(new PathPattern.Any());
            case PathPattern.Start() -> add(Operation.AT_START);
            case PathPattern.End() -> add(Operation.AT_END);
            case PathPattern.Sequence(List<PathPattern> parts) -> parts.forEach(this::emit);
            case PathPattern.Either(List<PathPattern> alternatives) -> emitEither(alternatives);
            case PathPattern.Repeat repeat -> emitRepeat(repeat);
        }
    }

    private void emitEither(List<PathPattern> alternatives) {
        List<Instruction> exits = new ArrayList<>();
        for (PathPattern alternative : alternatives.subList(0, alternatives.size() - 1)) {
            Instruction fork = add(Operation.SPLIT);
            fork.first = instructions.size();
            emit(alternative);
            exits.add(add(Operation.JUMP));
            fork.second = instructions.size();
        }
        emit(alternatives.getLast());
        exits.forEach(exit -> exit.first = instructions.size());
    }

    private void emitRepeat(PathPattern.Repeat repeat) {
        int last = instructions.size();
        for (int i = 0; i < repeat.min(); i++) {
            last = instructions.size();
            emit(repeat.part());
        }
        if (repeat.max().isPresent()) {
            emitOptional(repeat.part(), repeat.max().getAsInt() - repeat.min());
        } else if (repeat.min() == 0) {
            emitLoop(repeat.part());
        } else {
            Instruction back = add(Operation.SPLIT);
            back.first = last;
            back.second = instructions.size();
        }
    }

    private void emitOptional(PathPattern part, int times) {
        List<Instruction> exits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Instruction fork = add(Operation.SPLIT);
            fork.first = instructions.size();
            exits.add(fork);
            emit(part);
        }
        exits.forEach(exit -> exit.second = instructions.size());
    }

    private void emitLoop(PathPattern part) {
        int start = instructions.size();
        Instruction fork = add(Operation.SPLIT);
        fork.first = instructions.size();
        emit(part);
        add(Operation.JUMP).first = start;
        fork.second = instructions.size();
    }

    private void take(List<String> touchpoints, boolean others) {
        Set<Integer> codes = new HashSet<>();
        touchpoints.forEach(name -> codes.add(UnknownName.touchpoint(name, names)));
        BitSet classesTaken = accepted.computeIfAbsent(new Choice(codes, others), _ -> new BitSet());
        instructions.add(new Instruction(Operation.TAKE, classesTaken));
    }

    private Instruction add(Operation operation) {
        Instruction instruction = new Instruction(operation, new BitSet());
        instructions.add(instruction);
        return instruction;
    }

    /// Gives each code that the pattern names its class and fills in which classes each instruction takes.
    private int classify() {
        Map<Integer, BitSet> choicesOfCode = new HashMap<>();
        List<Map.Entry<Choice, BitSet>> choices = List.copyOf(accepted.entrySet());
        for (int i = 0; i < choices.size(); i++) {
            for (int code : choices.get(i).getKey().codes) {
                choicesOfCode.computeIfAbsent(code, _ -> new BitSet()).set(i);
            }
        }
        Map<BitSet, Integer> classOfChoices = new LinkedHashMap<>();
        classOfChoices.put(new BitSet(), 0);
        choicesOfCode.forEach((code, naming) -> {
            Integer known = classOfChoices.putIfAbsent(naming, classOfChoices.size());
            classes[code] = known == null ? classOfChoices.size() - 1 : known;
        });
        classOfChoices.forEach((naming, touchpointClass) -> {
            for (int i = 0; i < choices.size(); i++) {
                if (naming.get(i) != choices.get(i).getKey().others) {
                    choices.get(i).getValue().set(touchpointClass);
                }
            }
        });
        return classOfChoices.size();
    }

    private static boolean get(long[] bits, int bit) {
        return (bits[bit >> 6] & 1L << bit) != 0;
    }

    private static void set(long[] bits, int bit) {
        bits[bit >> 6] |= 1L << bit;
    }

    /// The first bit that is set from this one on; -1 where none is.
    private static int next(long[] bits, int from) {
        int word = from >> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << from;
        while (rest == 0) {
            word++;
            if (word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
