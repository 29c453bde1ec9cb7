package dev.corridor.engine.summary;

import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How many journeys reach each of some touchpoints in order, with or without a window.
///
/// First match: a journey enters at its first occurrence of the first step, and only there; each further step
/// is matched by its first occurrence at a later position than the step before. With a window a match is at
/// most so long after the entry, and interactions without a time are passed over, for the first step too.
///
/// Guarantee: counts are exact; times as in [LogHistogram]. Cost: one pass over the interactions. Bytes:
/// version 1, journeys per step (list of 8), per step the times since the entry and since the step before
/// (histograms).
public final class Funnel implements Summary<Funnel> {
    private static final int VERSION = 1;

    private final long[] reached;
    private final List<LogHistogram> sinceEntry;
    private final List<LogHistogram> sinceStepBefore;

    private Funnel(long[] reached, List<LogHistogram> sinceEntry, List<LogHistogram> sinceStepBefore) {
        this.reached = reached;
        this.sinceEntry = sinceEntry;
        this.sinceStepBefore = sinceStepBefore;
    }

    private static Funnel empty(int steps) {
        return new Funnel(new long[steps], histograms(steps), histograms(steps));
    }

    private static List<LogHistogram> histograms(int steps) {
        LogHistogram[] histograms = new LogHistogram[steps];
        Arrays.setAll(histograms, i -> new LogHistogram());
        return List.of(histograms);
    }

    /// @param steps touchpoint codes, one or more; may repeat
    /// @param window seconds from the entry, not negative; empty: no limit
    public static Funnel of(JourneySelection selection, int[] steps, OptionalLong window) {
        if (steps.length == 0) {
            throw new IllegalArgumentException("a funnel needs a step");
        }
        IdentityHashMap<Journeys, short[]> matches = new IdentityHashMap<>();
        for (JourneySelection.Part part : selection.parts()) {
            Journeys journeys = part.journeys();
            if (journeys.count() > 0 && journeys.hasVariants() && !journeys.hasUntimed() && journeys.timeWidth() == 4) {
                matches.put(part.journeys(), matches(part.journeys(), steps));
            }
        }
        return selection.scan(
                empty(steps.length),
                range -> scan(range, steps, window, matches.get(range.part().journeys())),
                Funnel::merge);
    }

    private static Funnel scan(Range range, int[] steps, OptionalLong window, short @Nullable [] matches) {
        Journeys part = range.part().journeys();
        Funnel funnel = empty(steps.length);
        if (matches != null) {
            funnel.addByVariants(range, matches, window.orElse(Long.MAX_VALUE));
            return funnel;
        }
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (range.part().selects(journey)) {
                funnel.add(part, journey, steps, window);
            }
        }
        return funnel;
    }

    /// Per distinct path the positions at which the steps are matched, -1 from the first that is not: where
    /// all have a time the matches depend on the path alone, and a window only cuts them off.
    private static short @Nullable [] matches(Journeys part, int[] steps) {
        short[] positions = new short[Math.multiplyExact(part.variantCount(), steps.length)];
        Arrays.fill(positions, (short) -1);
        int[] offsets = part.variantOffsets();
        char[] codes = part.variantTouchpoints();
        for (int variant = 0; variant < part.variantCount(); variant++) {
            int from = offsets[variant];
            int step = 0;
            for (int i = from; i < offsets[variant + 1] && step < steps.length; i++) {
                if (codes[i] == steps[step]) {
                    if (i - from > Short.MAX_VALUE) {
                        return null;
                    }
                    positions[variant * steps.length + step++] = (short) (i - from);
                }
            }
        }
        return positions;
    }

    private void addByVariants(Range range, short[] matches, long window) {
        Journeys part = range.part().journeys();
        int steps = reached.length;
        boolean all = range.part().selectsAll();
        MemorySegment seconds = part.times();
        IntHistograms entries = new IntHistograms(steps);
        IntHistograms stretches = new IntHistograms(steps);
        long[] left = new long[steps + 1];
        for (int journey = range.from(); journey < range.to(); journey++) {
            int match = part.variantOf(journey) * steps;
            if (matches[match] < 0 || !(all || range.part().selects(journey))) {
                continue;
            }
            long start = part.offset(journey);
            int entry = seconds.get(Layouts.INT, 4 * (start + matches[match]));
            int before = entry;
            int step = 1;
            while (step < steps && matches[match + step] >= 0) {
                int second = seconds.get(Layouts.INT, 4 * (start + matches[match + step]));
                if (second - entry > window) {
                    break;
                }
                entries.add(step, second - entry);
                stretches.add(step, second - before);
                before = second;
                step++;
            }
            left[step]++;
        }
        long beyond = 0;
        for (int step = steps - 1; step >= 0; step--) {
            beyond += left[step + 1];
            reached[step] += beyond;
            sinceEntry.get(step).add(entries.histogram(step));
            sinceStepBefore.get(step).add(stretches.histogram(step));
        }
    }

    private void add(Journeys part, int journey, int[] steps, OptionalLong window) {
        int end = part.offset(journey + 1);
        int step = 0;
        long entry = Journeys.UNTIMED;
        long before = Journeys.UNTIMED;
        for (int i = part.offset(journey); i < end && step < steps.length; i++) {
            if (part.touchpoint(i) != steps[step]) {
                continue;
            }
            long second = part.second(i);
            if (window.isPresent()) {
                if (second == Journeys.UNTIMED) {
                    continue;
                }
                if (step > 0 && second - entry > window.getAsLong()) {
                    return;
                }
            }
            if (step == 0) {
                entry = second;
            } else {
                addTime(sinceEntry.get(step), entry, second);
                addTime(sinceStepBefore.get(step), before, second);
            }
            reached[step++]++;
            before = second;
        }
    }

    private static void addTime(LogHistogram times, long from, long to) {
        if (from != Journeys.UNTIMED && to != Journeys.UNTIMED) {
            times.add(to - from);
        }
    }

    /// Journeys that reached a step.
    public long reached(int step) {
        return reached[step];
    }

    /// Seconds from the entry to a step after the first.
    public LogHistogram sinceEntry(int step) {
        return sinceEntry.get(step);
    }

    /// Seconds from the step before to a step after the first.
    public LogHistogram sinceStepBefore(int step) {
        return sinceStepBefore.get(step);
    }

    @Override
    public Funnel merge(Funnel other) {
        Funnel merged = empty(reached.length);
        for (Funnel part : List.of(this, other)) {
            for (int step = 0; step < reached.length; step++) {
                merged.reached[step] += part.reached[step];
                merged.sinceEntry.get(step).add(part.sinceEntry.get(step));
                merged.sinceStepBefore.get(step).add(part.sinceStepBefore.get(step));
            }
        }
        return merged;
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).numbers(reached);
        for (int step = 0; step < reached.length; step++) {
            sinceEntry.get(step).write(out);
            sinceStepBefore.get(step).write(out);
        }
        return out.toBytes();
    }

    public static Funnel fromBytes(byte[] bytes) {
        return SummaryReader.read("funnel", VERSION, bytes, in -> {
            long[] reached = in.amounts();
            SummaryReader.require(reached.length > 0);
            Funnel funnel = empty(reached.length);
            System.arraycopy(reached, 0, funnel.reached, 0, reached.length);
            for (int step = 0; step < reached.length; step++) {
                funnel.sinceEntry.get(step).add(LogHistogram.read(in));
                funnel.sinceStepBefore.get(step).add(LogHistogram.read(in));
            }
            return funnel;
        });
    }
}
