package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the distinct paths of a segment and writes them where they hold fewer than half of its interactions.
final class VariantWriter {
    private final byte[] touchpoints;
    private final int[] offsets;
    private final int width;
    private final int journeys;
    private final long budget;

    private int[] slots = new int[1 << 10];
    private final Longs hashes = new Longs();
    private final Ints sample = new Ints();
    private final Ints counts = new Ints();

    private VariantWriter(MemorySegment touchpoints, int width, MemorySegment offsets) {
        this.touchpoints = touchpoints.toArray(Layouts.BYTE);
        this.offsets = offsets.toArray(Layouts.INT);
        this.width = width;
        this.journeys = this.offsets.length - 1;
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
            int before = sample.size();
            variantOf[journey] = variant(journey);
            if (sample.size() > before) {
                held += offsets[journey + 1] - offsets[journey];
                if (held >= budget) {
                    return null;
                }
            }
        }
        return journeys == 0 ? null : variantOf;
    }

    private int variant(int journey) {
        int from = width * offsets[journey];
        int to = width * offsets[journey + 1];
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

    private long hash(int from, int to) {
        return Hash.of(touchpoints, from, to - from);
    }

    private boolean equal(int journey, int from, int to) {
        return Arrays.equals(
                touchpoints, width * offsets[journey], width * offsets[journey + 1], touchpoints, from, to);
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
        int[] starts = new int[variants + 1];
        for (int variant = 0; variant < variants; variant++) {
            int journey = sample.at(variant);
            starts[variant + 1] = starts[variant] + offsets[journey + 1] - offsets[journey];
        }
        byte[] codes = new byte[width * starts[variants]];
        for (int variant = 0; variant < variants; variant++) {
            int from = width * offsets[sample.at(variant)];
            int length = width * (starts[variant + 1] - starts[variant]);
            System.arraycopy(touchpoints, from, codes, width * starts[variant], length);
        }
        add(blocks, Block.VARIANT_OF, variantOf, journeys);
        add(blocks, Block.VARIANTS, starts, variants + 1);
        add(blocks, Block.VARIANT_COUNTS, counts.array(), variants);
        blocks.add(Block.VARIANT_TOUCHPOINTS, 0, codes);
    }

    private static void add(MemoryBlocks blocks, Block block, int[] values, int count) {
        MemorySegment.copy(values, 0, blocks.add(block, 4L * count), Layouts.INT, 0, count);
    }
}
