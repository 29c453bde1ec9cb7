package dev.corridor.engine.store;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.journey.Attribute;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The codes that occur in a segment; one pass over its paths and its columns of categories.
///
/// @param touchpoints codes of touchpoints
/// @param categories codes per attribute; empty for attributes that are no categories
record UsedCodes(BitSet touchpoints, List<BitSet> categories) {
    static UsedCodes of(Segment segment, List<Attribute> attributes) {
        BitSet touchpoints = new BitSet();
        boolean narrow = segment.header().touchpointWidth() == 1;
        MemorySegment codes =
                segment.variants().map(Segment.Variants::touchpoints).orElseGet(segment::touchpoints);
        for (long i = 0; i < codes.byteSize() / (narrow ? 1 : 2); i++) {
            touchpoints.set(narrow ? codes.get(Layouts.BYTE, i) & 0xff : codes.getAtIndex(Layouts.SHORT, i) & 0xffff);
        }
        List<BitSet> categories = IntStream.range(0, attributes.size())
                .mapToObj(id -> StoreBuilder.isCoded(attributes.get(id)) ? of(segment.codes(id)) : new BitSet())
                .toList();
        return new UsedCodes(touchpoints, categories);
    }

    private static BitSet of(Column column) {
        BitSet codes = new BitSet();
        for (int entry = 0; entry < column.entries(); entry++) {
            long code = column.entryInteger(entry);
            if (code != Column.NONE) {
                codes.set((int) code);
            }
        }
        return codes;
    }
}
