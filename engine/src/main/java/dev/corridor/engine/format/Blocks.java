package dev.corridor.engine.format;

import java.lang.foreign.MemorySegment;
import java.util.SequencedMap;

/// Named runs of bytes, in memory or in a file; what a segment and a store's manifest are made of.
public sealed interface Blocks permits BlockFile, MemoryBlocks {
    /// Whether the block is there.
    boolean has(Block block, int sub);

    /// The bytes of a block, little-endian, 8-byte aligned, checked before they are first handed out.
    ///
    /// @param sub the attribute's id for attribute blocks, else 0
    /// @throws dev.corridor.engine.error.CorridorException `STORE_DAMAGED` where the block is missing or its
    ///     checksum is wrong
    MemorySegment get(Block block, int sub);

    default MemorySegment get(Block block) {
        return get(block, 0);
    }

    default boolean has(Block block) {
        return has(block, 0);
    }

    /// The bytes of each block, by kind and attribute id.
    SequencedMap<String, Long> sizes();
}
