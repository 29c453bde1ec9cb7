package dev.corridor.engine.format;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which of a store's parts a segment holds, and how many conflicts it has. Per segment, little-endian:
///
/// ```
/// 0  parts      8 bytes, bit p: the segment holds part p; every part is in one segment
/// 8  conflicts  8 bytes per attribute
/// ```
///
/// @param conflicts per attribute, keys or customers whose records hold different values
public record SegmentParts(long parts, List<Long> conflicts) {
    /// Every part.
    public static final long ALL = -1;

    public SegmentParts {
        conflicts = List.copyOf(conflicts);
    }

    /// Adds the block for all segments of a store.
    public static void write(MemoryBlocks blocks, List<SegmentParts> segments) {
        int longs =
                segments.stream().mapToInt(each -> 1 + each.conflicts.size()).sum();
        MemorySegment block = blocks.add(Block.PARTS, (long) Long.BYTES * longs);
        long at = 0;
        for (SegmentParts segment : segments) {
            block.setAtIndex(Layouts.LONG, at++, segment.parts);
            for (long count : segment.conflicts) {
                block.setAtIndex(Layouts.LONG, at++, count);
            }
        }
    }

    /// Reads what [#write] wrote; empty where several segments were written by version 1, which did not say.
    ///
    /// @param path named in errors
    public static Optional<List<SegmentParts>> read(Path path, Blocks blocks, Manifest manifest) {
        int count = manifest.segments().size();
        if (!blocks.has(Block.PARTS)) {
            return count == 1 ? Optional.of(List.of(new SegmentParts(ALL, manifest.conflicts()))) : Optional.empty();
        }
        MemorySegment block = blocks.get(Block.PARTS);
        int attributes = manifest.conflicts().size();
        if (block.byteSize() != (long) Long.BYTES * count * (1 + attributes)) {
            throw senseless(path);
        }
        List<SegmentParts> segments = new ArrayList<>();
        long at = 0;
        for (int segment = 0; segment < count; segment++) {
            long parts = block.getAtIndex(Layouts.LONG, at++);
            List<Long> conflicts = new ArrayList<>();
            for (int attribute = 0; attribute < attributes; attribute++) {
                conflicts.add(block.getAtIndex(Layouts.LONG, at++));
            }
            segments.add(new SegmentParts(parts, conflicts));
        }
        if (!isWhole(segments) || !sum(segments).equals(manifest.conflicts())) {
            throw senseless(path);
        }
        return Optional.of(segments);
    }

    private static boolean isWhole(List<SegmentParts> segments) {
        long seen = 0;
        for (SegmentParts segment : segments) {
            if ((seen & segment.parts) != 0) {
                return false;
            }
            seen |= segment.parts;
        }
        return seen == ALL;
    }

    /// The conflicts of all segments together, per attribute.
    public static List<Long> sum(List<SegmentParts> segments) {
        List<Long> sum = new ArrayList<>();
        for (int attribute = 0; attribute < segments.getFirst().conflicts.size(); attribute++) {
            int id = attribute;
            sum.add(segments.stream().mapToLong(each -> each.conflicts.get(id)).sum());
        }
        return sum;
    }

    private static CorridorException senseless(Path path) {
        return new CorridorException(
                EngineError.STORE_DAMAGED,
                "The parts of the segments in " + path + " make no sense.",
                "Build the store again from its source, or restore its folder from a backup.");
    }
}
