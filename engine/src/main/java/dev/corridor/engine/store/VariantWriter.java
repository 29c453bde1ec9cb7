package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Finds the distinct paths of a segment and writes them where they hold fewer than half of its interactions.
final class VariantWriter {
    private final MemorySegment touchpoints;
    private final MemorySegment offsets;
    private final int width;
    private final int journeys;
    private final long budget;

    private int[] slots = new int[1 << 10];
    private final Longs hashes = new Longs();
    private final Ints sample = new Ints();
    private final Ints counts = new Ints();

    private VariantWriter(MemorySegment touchpoints, int width, MemorySegment offsets) {
        this.touchpoints = touchpoints;
        this.offsets = offsets;
        this.width = width;
        this.journeys = (int) (offsets.byteSize() / 4) - 1;
        this.budget = touchpoints.byteSize() / width / 2;
    }

    /// Adds the variant blocks to a segment that has its journeys, or nothing.
    static void write(MemoryBlocks blocks, int width) {
        VariantWriter writer = new VariantWriter(blocks.get(Block.TOUCHPOINTS), width, blocks.get(Block.JOURNEYS));
        int[] variantOf = writer.number();
        if (variantOf != null) {
            writer.write(blocks, variantOf);
        }
    }

    /// The path number of each journey, in order of first occurrence; null where distinct paths hold too much.
    private int @Nullable [] number() {
        int[] variantOf = new int[journeys];
        long held = 0;
        for (int journey = 0; journey < journeys; journey++) {
            long from = (long) width * offsets.get(Layouts.INT, 4L * journey);
            long to = (long) width * offsets.get(Layouts.INT, 4L * (journey + 1));
            int before = sample.size();
            variantOf[journey] = variant(journey, from, to);
            if (sample.size() > before) {
                held += (to - from) / width;
                if (held >= budget) {
                    return null;
                }
            }
        }
        return journeys == 0 ? null : variantOf;
    }

    private int variant(int journey, long from, long to) {
        long hash = hash(from, to);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int variant = slots[slot] - 1;
            if (hashes.at(variant) == hash && equal(sample.at(variant), from, to)) {
                counts.set(variant, counts.at(variant) + 1);
                return variant;
            }
            slot = (slot + 1) & mask;
        }
        int variant = sample.size();
        slots[slot] = variant + 1;
        sample.add(journey);
        hashes.add(hash);
        counts.add(1);
        if (variant * 2 > slots.length) {
            grow();
        }
        return variant;
    }

    private long hash(long from, long to) {
        long hash = to - from;
        long at = from;
        for (; at + 8 <= to; at += 8) {
            hash = Hash.mix(hash ^ touchpoints.get(Layouts.LONG, at));
        }
        long tail = 0;
        for (; at < to; at++) {
            tail = tail << 8 | (touchpoints.get(Layouts.BYTE, at) & 0xff);
        }
        return Hash.mix(hash ^ tail);
    }

    private boolean equal(int journey, long from, long to) {
        long start = (long) width * offsets.get(Layouts.INT, 4L * journey);
        long end = (long) width * offsets.get(Layouts.INT, 4L * (journey + 1));
        return end - start == to - from && MemorySegment.mismatch(touchpoints, start, end, touchpoints, from, to) < 0;
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int variant = 0; variant < sample.size(); variant++) {
            int slot = (int) hashes.at(variant) & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = variant + 1;
        }
        slots = larger;
    }

    private void write(MemoryBlocks blocks, int[] variantOf) {
        int variants = sample.size();
        MemorySegment of = blocks.add(Block.VARIANT_OF, 4L * journeys);
        MemorySegment.copy(variantOf, 0, of, Layouts.INT, 0, journeys);
        MemorySegment starts = blocks.add(Block.VARIANTS, 4L * (variants + 1L));
        MemorySegment held = blocks.add(Block.VARIANT_COUNTS, 4L * variants);
        long total = 0;
        for (int variant = 0; variant < variants; variant++) {
            starts.set(Layouts.INT, 4L * variant, (int) total);
            held.set(Layouts.INT, 4L * variant, counts.at(variant));
            total += offsets.get(Layouts.INT, 4L * (sample.at(variant) + 1L))
                    - offsets.get(Layouts.INT, 4L * sample.at(variant));
        }
        starts.set(Layouts.INT, 4L * variants, (int) total);
        MemorySegment codes = blocks.add(Block.VARIANT_TOUCHPOINTS, width * total);
        long at = 0;
        for (int variant = 0; variant < variants; variant++) {
            long from = (long) width * offsets.get(Layouts.INT, 4L * sample.at(variant));
            long to = (long) width * offsets.get(Layouts.INT, 4L * (sample.at(variant) + 1L));
            MemorySegment.copy(touchpoints, from, codes, at, to - from);
            at += to - from;
        }
    }
}
