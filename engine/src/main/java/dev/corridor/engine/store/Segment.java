package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Blocks;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All interactions of some customers, in columns, as they were built: grouped by customer, within a customer
/// by key in source order, within a key in the journey's order.
public final class Segment {
    private final String place;
    private final Blocks blocks;
    private final SegmentHeader header;

    /// Columns and blocks read so far; filled by whoever comes first.
    private final @Nullable Column[] columns;

    private final Map<Block, MemorySegment> checked = new ConcurrentHashMap<>();

    /// @param place names the segment in errors
    Segment(String place, Blocks blocks, int attributes) {
        this.place = place;
        this.blocks = blocks;
        this.header = SegmentHeader.read(blocks);
        this.columns = new Column[attributes];
        requireSizes();
    }

    private void requireSizes() {
        boolean sound = header.journeys() >= 0
                && header.interactions() >= 0
                && (header.touchpointWidth() == 1 || header.touchpointWidth() == 2)
                && (header.timeWidth() == 4 || header.timeWidth() == 8);
        if (!sound) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The header of " + place + " makes no sense.",
                    "Build the store again from its source.");
        }
    }

    /// The block's bytes, checked to be as long as the header says.
    private MemorySegment sized(Block block, long bytes) {
        MemorySegment known = checked.get(block);
        if (known != null) {
            return known;
        }
        MemorySegment memory = blocks.get(block);
        if (memory.byteSize() != bytes) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The block " + block + " of " + place + " has " + memory.byteSize() + " bytes and should have "
                            + bytes + ".",
                    "Build the store again from its source.");
        }
        checked.put(block, memory);
        return memory;
    }

    String place() {
        return place;
    }

    /// Keys: the journeys of the rule `key`.
    public int keys() {
        return header.journeys();
    }

    public int interactions() {
        return header.interactions();
    }

    public int customers() {
        return header.customers();
    }

    SegmentHeader header() {
        return header;
    }

    MemorySegment touchpoints() {
        return sized(Block.TOUCHPOINTS, (long) header.touchpointWidth() * header.interactions());
    }

    MemorySegment times() {
        return sized(Block.TIMES, (long) header.timeWidth() * header.interactions());
    }

    MemorySegment offsets() {
        return sized(Block.JOURNEYS, 4L * (header.journeys() + 1L));
    }

    MemorySegment customersOfKeys() {
        return sized(Block.CUSTOMERS, 4L * header.journeys());
    }

    MemorySegment sequences() {
        return sized(Block.SEQUENCES, 8L * header.journeys());
    }

    /// Position of each interaction among its customer's; absent where every customer has one key.
    Optional<Column> ranks() {
        return blocks.has(Block.RANKS) ? Optional.of(Column.read(blocks, Block.RANKS, 0)) : Optional.empty();
    }

    Optional<Variants> variants() {
        if (!blocks.has(Block.VARIANT_OF)) {
            return Optional.empty();
        }
        MemorySegment counts = blocks.get(Block.VARIANT_COUNTS);
        int paths = (int) (counts.byteSize() / 4);
        return Optional.of(new Variants(
                paths,
                sized(Block.VARIANT_OF, 4L * header.journeys()),
                sized(Block.VARIANTS, 4L * (paths + 1L)),
                blocks.get(Block.VARIANT_TOUCHPOINTS),
                counts));
    }

    /// The column of an attribute that is no set; rows are interactions, keys or customers by its level.
    public Column column(int attribute) {
        Column known = columns[attribute];
        if (known == null) {
            known = Column.read(blocks, Block.VALUES, attribute);
            columns[attribute] = known;
        }
        return known;
    }

    /// The members of a set attribute.
    public Members members(int attribute) {
        return new Members(blocks.get(Block.MEMBER_ENDS, attribute), Column.read(blocks, Block.MEMBERS, attribute));
    }

    public String keyName(int key) {
        return name(blocks.get(Block.KEY_ENDS), blocks.get(Block.KEY_NAMES), key);
    }

    public String customerName(int customer) {
        return name(blocks.get(Block.CUSTOMER_ENDS), blocks.get(Block.CUSTOMER_NAMES), customer);
    }

    private static String name(MemorySegment ends, MemorySegment names, int index) {
        long from = index == 0 ? 0 : ends.get(Layouts.LONG, 8L * (index - 1));
        long to = ends.get(Layouts.LONG, 8L * index);
        return new String(names.asSlice(from, to - from).toArray(Layouts.BYTE), StandardCharsets.UTF_8);
    }

    /// Reads every column once, so that its checksum is checked.
    void touch(Schema schema) {
        touchpoints();
        times();
        for (int attribute = 0; attribute < schema.attributes().size(); attribute++) {
            if (schema.attributes().get(attribute).keepsMembers()) {
                members(attribute);
            } else {
                column(attribute);
            }
        }
    }

    /// The distinct paths of a segment.
    ///
    /// @param count number of distinct paths
    /// @param variantOf path number per journey, 4 bytes each
    /// @param offsets index of the first touchpoint per path and the end, 4 bytes each
    /// @param touchpoints codes, as wide as the segment's
    /// @param counts journeys per path, 4 bytes each
    record Variants(
            int count,
            MemorySegment variantOf,
            MemorySegment offsets,
            MemorySegment touchpoints,
            MemorySegment counts) {}

    /// A set attribute: rows x members.
    public static final class Members {
        private final MemorySegment ends;
        private final Column members;

        Members(MemorySegment ends, Column members) {
            this.ends = ends;
            this.members = members;
        }

        public int from(int row) {
            return ends.get(Layouts.INT, 4L * row);
        }

        public int to(int row) {
            return ends.get(Layouts.INT, 4L * (row + 1));
        }

        /// The code of the member at an index between [#from] and [#to].
        public int member(int index) {
            return (int) members.entryInteger(index);
        }
    }
}
