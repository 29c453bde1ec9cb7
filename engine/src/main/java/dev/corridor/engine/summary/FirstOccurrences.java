package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Per touchpoint the place where it first occurs; settles the order of touchpoints with equal counts.
///
/// Cost: one pass over the interactions. Bytes: version 1, list of 0 or 1 (4) and the occurrence (16) where
/// it is 1.
public final class FirstOccurrences implements Summary<FirstOccurrences> {
    private static final int VERSION = 1;

    private final @Nullable Occurrence[] firsts;

    private FirstOccurrences(@Nullable Occurrence[] firsts) {
        this.firsts = firsts;
    }

    public static FirstOccurrences of(JourneySelection selection) {
        int touchpoints = selection.log().store().touchpoints().size();
        return selection.scan(
                new FirstOccurrences(new Occurrence[touchpoints]),
                range -> scan(range, touchpoints),
                FirstOccurrences::merge);
    }

    private static FirstOccurrences scan(Range range, int touchpoints) {
        Journeys part = range.part().journeys();
        long[] majors = new long[touchpoints];
        Arrays.fill(majors, Long.MAX_VALUE);
        @Nullable Occurrence[] firsts = new Occurrence[touchpoints];
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            long major = part.orderMajor(journey);
            int from = part.offset(journey);
            int to = part.offset(journey + 1);
            for (int i = from; i < to; i++) {
                int touchpoint = part.touchpoint(i);
                if (major <= majors[touchpoint]) {
                    majors[touchpoint] = major;
                    Occurrence here = Occurrence.of(part, journey, i - from);
                    Occurrence known = firsts[touchpoint];
                    firsts[touchpoint] = known == null ? here : Occurrence.earlier(known, here);
                }
            }
        }
        return new FirstOccurrences(firsts);
    }

    /// The touchpoints that occur, those with the largest count first, equal counts by first occurrence.
    public int[] order(IntToLongFunction count) {
        return IntStream.range(0, firsts.length)
                .filter(touchpoint -> firsts[touchpoint] != null)
                .boxed()
                .sorted(Comparator.comparingLong((Integer touchpoint) -> -count.applyAsLong(touchpoint))
                        .thenComparing(touchpoint ->
                                Optional.ofNullable(firsts[touchpoint]).orElseThrow()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public FirstOccurrences merge(FirstOccurrences other) {
        if (firsts.length != other.firsts.length) {
            throw new IllegalArgumentException("summaries of different stores");
        }
        @Nullable Occurrence[] merged = firsts.clone();
        for (int touchpoint = 0; touchpoint < merged.length; touchpoint++) {
            Occurrence here = merged[touchpoint];
            Occurrence there = other.firsts[touchpoint];
            if (there != null) {
                merged[touchpoint] = here == null ? there : Occurrence.earlier(here, there);
            }
        }
        return new FirstOccurrences(merged);
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(firsts.length);
        for (Occurrence first : firsts) {
            out.number(first == null ? 0 : 1);
            if (first != null) {
                first.write(out);
            }
        }
        return out.toBytes();
    }

    public static FirstOccurrences fromBytes(byte[] bytes) {
        return SummaryReader.read("first occurrences", VERSION, bytes, in -> {
            @Nullable Occurrence[] firsts = new Occurrence[in.count(4)];
            for (int i = 0; i < firsts.length; i++) {
                firsts[i] = in.number() == 0 ? null : Occurrence.read(in);
            }
            return new FirstOccurrences(firsts);
        });
    }
}
