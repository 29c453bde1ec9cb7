package dev.corridor.engine.format;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Blocks in memory, as a builder makes them; freed when nothing refers to them any more.
public final class MemoryBlocks implements Blocks {
    private final Arena arena = Arena.ofAuto();
    private final TreeMap<Key, MemorySegment> blocks = new TreeMap<>();

    /// The name of one block.
    record Key(Block block, int sub) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(block.number(), other.block.number());
            return order != 0 ? order : Integer.compare(sub, other.sub);
        }

        @Override
        public String toString() {
            return sub > 0 ? block + "/" + sub : block.toString();
        }
    }

    /// The blocks of another one, without a copy; blocks that are added take the place of those of the same
    /// name.
    public static MemoryBlocks sharing(Blocks other) {
        MemoryBlocks shared = new MemoryBlocks();
        shared.blocks.putAll(all(other));
        return shared;
    }

    static SequencedMap<Key, MemorySegment> all(Blocks blocks) {
        return switch (blocks) {
            case MemoryBlocks memory -> memory.blocks;
            case BlockFile file -> file.all();
        };
    }

    /// A new block of this many bytes, zeroed.
    public MemorySegment add(Block block, int sub, long bytes) {
        MemorySegment memory = arena.allocate(Math.max(bytes, 1), 8).asSlice(0, bytes);
        blocks.put(new Key(block, sub), memory);
        return memory;
    }

    public MemorySegment add(Block block, long bytes) {
        return add(block, 0, bytes);
    }

    /// A new block holding a copy of these bytes.
    public void add(Block block, int sub, byte[] bytes) {
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, add(block, sub, bytes.length), 0, bytes.length);
    }

    @Override
    public boolean has(Block block, int sub) {
        return blocks.containsKey(new Key(block, sub));
    }

    @Override
    public MemorySegment get(Block block, int sub) {
        MemorySegment memory = blocks.get(new Key(block, sub));
        if (memory == null) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The block " + block + "/" + sub + " is missing.",
                    "Build the store again from its source.");
        }
        return memory;
    }

    @Override
    public SequencedMap<String, Long> sizes() {
        TreeMap<String, Long> sizes = new TreeMap<>();
        blocks.forEach((key, memory) -> sizes.put(key.toString(), memory.byteSize()));
        return sizes;
    }
}
