package dev.corridor.engine.format;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.lang.foreign.MemorySegment;

/// The fixed-size fields of a segment, 64 bytes.
///
/// ```
/// 0  journeys         4 bytes
/// 4  interactions     4 bytes
/// 8  customers        4 bytes (0 where none is known)
/// 12 touchpoint width 4 bytes, 1 or 2
/// 16 time width       4 bytes, 4 or 8
/// 20 flags            4 bytes, bit 0: some interaction has no time
/// 24 base             8 bytes, seconds since 1970-01-01 of time 0
/// 32 zeros
/// ```
///
/// @param base seconds since 1970-01-01T00:00 of the earliest timed interaction; 0 where there is none
public record SegmentHeader(
        int journeys,
        int interactions,
        int customers,
        int touchpointWidth,
        int timeWidth,
        boolean hasUntimed,
        long base) {
    private static final int BYTES = 64;

    public void write(MemoryBlocks blocks) {
        MemorySegment header = blocks.add(Block.HEADER, BYTES);
        header.set(Layouts.INT, 0, journeys);
        header.set(Layouts.INT, 4, interactions);
        header.set(Layouts.INT, 8, customers);
        header.set(Layouts.INT, 12, touchpointWidth);
        header.set(Layouts.INT, 16, timeWidth);
        header.set(Layouts.INT, 20, hasUntimed ? 1 : 0);
        header.set(Layouts.LONG, 24, base);
    }

    public static SegmentHeader read(Blocks blocks) {
        MemorySegment header = blocks.get(Block.HEADER);
        if (header.byteSize() != BYTES) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The header of a segment has " + header.byteSize() + " bytes and should have " + BYTES + ".",
                    "Build the store again from its source, or restore its folder from a backup.");
        }
        return new SegmentHeader(
                header.get(Layouts.INT, 0),
                header.get(Layouts.INT, 4),
                header.get(Layouts.INT, 8),
                header.get(Layouts.INT, 12),
                header.get(Layouts.INT, 16),
                (header.get(Layouts.INT, 20) & 1) != 0,
                header.get(Layouts.LONG, 24));
    }
}
