package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Gives a segment that is kept the codes of new dictionaries. Names that are added or forgotten move the
/// codes of others, never their order: dictionaries are ascending, before and after. Blocks without codes are
/// shared.
final class SegmentRecoder {
    private final Schema schema;
    private final Names oldTouchpoints;
    private final List<Names> oldCategories;
    private final Names touchpoints;
    private final List<Names> categories;
    private final int width;

    /// @param width bytes of a touchpoint's code
    SegmentRecoder(Store store, Names touchpoints, List<Names> categories, int width) {
        this.schema = store.schema();
        this.oldTouchpoints = store.touchpoints();
        this.oldCategories = IntStream.range(0, categories.size())
                .mapToObj(store::categories)
                .toList();
        this.touchpoints = touchpoints;
        this.categories = categories;
        this.width = width;
    }

    /// The segment itself where none of its codes moves.
    Segment recoded(Segment segment) {
        UsedCodes used = segment.usedCodes();
        boolean moved =
                segment.header().touchpointWidth() != width || moves(used.touchpoints(), oldTouchpoints, touchpoints);
        MemoryBlocks blocks = null;
        if (moved) {
            blocks = MemoryBlocks.sharing(segment.blocks());
            writeTouchpoints(segment, blocks, map(used.touchpoints(), oldTouchpoints, touchpoints));
        }
        for (int id = 0; id < categories.size(); id++) {
            BitSet codes = used.categories().get(id);
            if (moves(codes, oldCategories.get(id), categories.get(id))) {
                blocks = blocks == null ? MemoryBlocks.sharing(segment.blocks()) : blocks;
                writeCategories(segment, blocks, id, map(codes, oldCategories.get(id), categories.get(id)));
            }
        }
        return blocks == null
                ? segment
                : Segment.read(
                        segment.place(),
                        blocks,
                        segment.partsAndConflicts(),
                        schema,
                        touchpoints.size(),
                        categories.stream().mapToInt(Names::size).toArray());
    }

    private static boolean moves(BitSet used, Names before, Names after) {
        return used.stream().anyMatch(code -> after.code(before.name(code)).orElseThrow() != code);
    }

    private static int[] map(BitSet used, Names before, Names after) {
        int[] map = new int[before.size()];
        used.stream().forEach(code -> map[code] = after.code(before.name(code)).orElseThrow());
        return map;
    }

    private void writeTouchpoints(Segment segment, MemoryBlocks blocks, int[] map) {
        SegmentHeader old = segment.header();
        new SegmentHeader(
                        old.journeys(),
                        old.interactions(),
                        old.customers(),
                        width,
                        old.timeWidth(),
                        old.hasUntimed(),
                        old.base())
                .write(blocks);
        write(blocks, Block.TOUCHPOINTS, segment.touchpoints(), old.touchpointWidth(), map);
        segment.variants()
                .ifPresent(variants ->
                        write(blocks, Block.VARIANT_TOUCHPOINTS, variants.touchpoints(), old.touchpointWidth(), map));
    }

    private void write(MemoryBlocks blocks, Block block, MemorySegment from, int fromWidth, int[] map) {
        long count = from.byteSize() / fromWidth;
        MemorySegment to = blocks.add(block, count * width);
        for (long i = 0; i < count; i++) {
            int code =
                    map[fromWidth == 1 ? from.get(Layouts.BYTE, i) & 0xff : from.getAtIndex(Layouts.SHORT, i) & 0xffff];
            if (width == 1) {
                to.set(Layouts.BYTE, i, (byte) code);
            } else {
                to.setAtIndex(Layouts.SHORT, i, (short) code);
            }
        }
    }

    private void writeCategories(Segment segment, MemoryBlocks blocks, int id, int[] map) {
        Attribute attribute = schema.attributes().get(id);
        Column column = segment.codes(id);
        boolean members = attribute.keepsMembers();
        int rows = members ? column.entries() : segment.rows(id);
        long[] codes = new long[rows];
        Arrays.fill(codes, Column.NONE);
        for (int entry = 0; entry < column.entries(); entry++) {
            long code = column.entryInteger(entry);
            codes[column.row(entry)] = code == Column.NONE ? code : map[(int) code];
        }
        Column.writeIntegers(blocks, members ? Block.MEMBERS : Block.VALUES, id, codes, rows);
    }
}
