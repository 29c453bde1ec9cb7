package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Blocks;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.SegmentHeader;
import dev.corridor.engine.format.SegmentParts;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All interactions of some customers, in columns, as they were built: grouped by customer, within a customer
/// by key in source order, within a key in the journey's order.
public final class Segment {
    private static final int TRUSTED = -1;

    private final String place;
    private final Blocks blocks;
    private final Optional<SegmentParts> parts;
    private final SegmentHeader header;
    private final Schema schema;

    /// Names of touchpoints, and of categories per attribute, that codes may point to; [#TRUSTED] where the
    /// segment was built in this process.
    private final int touchpointNames;

    private final int[] categoryNames;

    /// Columns and blocks read so far; filled by whoever comes first.
    private final @Nullable Column[] columns;

    private final @Nullable Members[] members;

    private @Nullable Column ranks;

    private @Nullable Variants variants;

    private @Nullable UsedCodes usedCodes;

    private final Map<Block, MemorySegment> checked = new ConcurrentHashMap<>();

    private Segment(
            String place,
            Blocks blocks,
            Optional<SegmentParts> parts,
            Schema schema,
            int touchpointNames,
            int[] categoryNames) {
        this.place = place;
        this.blocks = blocks;
        this.parts = parts;
        this.schema = schema;
        this.touchpointNames = touchpointNames;
        this.categoryNames = categoryNames;
        this.header = SegmentHeader.read(blocks);
        this.columns = new Column[schema.attributes().size()];
        this.members = new Members[schema.attributes().size()];
        requireSizes();
    }

    /// A segment that was built in this process.
    ///
    /// @param place names the segment in errors
    static Segment built(String place, Blocks blocks, SegmentParts parts, Schema schema) {
        return new Segment(place, blocks, Optional.of(parts), schema, TRUSTED, new int[0]);
    }

    /// A segment of a file: what its blocks say is checked before their first use, so that a file with sound
    /// checksums but inconsistent content is an error too.
    ///
    /// @param parts empty where the file does not say
    static Segment read(
            String place,
            Blocks blocks,
            Optional<SegmentParts> parts,
            Schema schema,
            int touchpointNames,
            int[] categoryNames) {
        return new Segment(place, blocks, parts, schema, touchpointNames, categoryNames);
    }

    private void requireSizes() {
        boolean sound = header.journeys() >= 0
                && header.interactions() >= header.journeys()
                && header.customers() >= 0
                && Math.abs(header.base()) <= Appender.MAX_SECOND
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
        if (touchpointNames != TRUSTED && !isSound(block, memory)) {
            throw senseless(block.toString());
        }
        checked.put(block, memory);
        return memory;
    }

    private boolean isSound(Block block, MemorySegment memory) {
        return switch (block) {
            case TOUCHPOINTS, VARIANT_TOUCHPOINTS -> holdsCodes(memory);
            case TIMES -> holdsTimes(memory);
            case JOURNEYS -> ascends(memory, 1, header.interactions());
            case CUSTOMERS -> holdsIntegers(memory, -1, header.customers() - 1);
            case VARIANT_OF ->
                holdsIntegers(memory, 0, (int) (blocks.get(Block.VARIANT_COUNTS).byteSize() / 4) - 1);
            case VARIANT_COUNTS -> countsPaths(memory);
            case VARIANTS ->
                ascends(memory, 1, blocks.get(Block.VARIANT_TOUCHPOINTS).byteSize() / header.touchpointWidth());
            default -> true;
        };
    }

    private boolean holdsCodes(MemorySegment codes) {
        for (long at = 0; at < codes.byteSize(); at += header.touchpointWidth()) {
            int code = header.touchpointWidth() == 1
                    ? codes.get(Layouts.BYTE, at) & 0xff
                    : codes.get(Layouts.SHORT, at) & 0xffff;
            if (code >= touchpointNames) {
                return false;
            }
        }
        return true;
    }

    /// Whether the times of every journey never fall, and only are missing where the header says so.
    private boolean holdsTimes(MemorySegment times) {
        MemorySegment offsets = offsets();
        for (int key = 0; key < header.journeys(); key++) {
            long before = 0;
            int end = offsets.get(Layouts.INT, 4L * (key + 1));
            for (long at = offsets.get(Layouts.INT, 4L * key); at < end; at++) {
                long time = header.timeWidth() == 4 ? times.get(Layouts.INT, 4 * at) : times.get(Layouts.LONG, 8 * at);
                if (time == -1 && header.hasUntimed()) {
                    continue;
                }
                if (time < before || time > 2 * Appender.MAX_SECOND) {
                    return false;
                }
                before = time;
            }
        }
        return true;
    }

    /// Whether every path has as many journeys as are said to walk it, and at least one.
    private boolean countsPaths(MemorySegment counts) {
        int[] left = counts.toArray(Layouts.INT);
        for (int count : left) {
            if (count < 1) {
                return false;
            }
        }
        MemorySegment paths = sized(Block.VARIANT_OF, 4L * header.journeys());
        for (int journey = 0; journey < header.journeys(); journey++) {
            left[paths.get(Layouts.INT, 4L * journey)]--;
        }
        return Arrays.stream(left).allMatch(count -> count == 0);
    }

    private static boolean holdsIntegers(MemorySegment integers, int least, int most) {
        for (long at = 0; at < integers.byteSize(); at += 4) {
            int integer = integers.get(Layouts.INT, at);
            if (integer < least || integer > most) {
                return false;
            }
        }
        return true;
    }

    /// Whether indexes begin with 0, grow by at least a step, and end with the last.
    private static boolean ascends(MemorySegment indexes, int step, long last) {
        long before = -step;
        for (long at = 0; at < indexes.byteSize(); at += 4) {
            int index = indexes.get(Layouts.INT, at);
            if (index < before + step || (at == 0 && index != 0)) {
                return false;
            }
            before = index;
        }
        return before == last;
    }

    /// The error for a block whose content contradicts the others.
    CorridorException senseless(String block) {
        return new CorridorException(
                EngineError.STORE_DAMAGED,
                "The block " + block + " of " + place + " makes no sense.",
                "Build the store again from its source, or restore its folder from a backup.");
    }

    String place() {
        return place;
    }

    Blocks blocks() {
        return blocks;
    }

    /// The parts that the segment holds, see [StoreBuilder#part]: bit p for part p; 0 where it was written by
    /// an earlier program, which did not say.
    public long parts() {
        return parts.map(SegmentParts::parts).orElse(0L);
    }

    Optional<SegmentParts> partsAndConflicts() {
        return parts;
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
        if (ranks == null && blocks.has(Block.RANKS)) {
            Column read = Column.read(blocks, Block.RANKS, 0);
            if (touchpointNames != TRUSTED && !(read.fits(header.interactions()) && arePlaces(read))) {
                throw senseless("RANKS");
            }
            ranks = read;
        }
        return Optional.ofNullable(ranks);
    }

    /// Whether the interactions of every customer (of every key where no customer is known) have all places from 0
    /// on, each once.
    private boolean arePlaces(Column read) {
        MemorySegment offsets = offsets();
        MemorySegment customers = customersOfKeys();
        BitSet taken = new BitSet();
        for (int key = 0; key < header.journeys(); ) {
            int customer = customers.get(Layouts.INT, 4L * key);
            int from = offsets.get(Layouts.INT, 4L * key++);
            while (key < header.journeys() && customer >= 0 && customers.get(Layouts.INT, 4L * key) == customer) {
                key++;
            }
            int to = offsets.get(Layouts.INT, 4L * key);
            taken.clear();
            for (int i = from; i < to; i++) {
                long place = read.integer(i);
                if (place < 0 || place >= to - from || taken.get((int) place)) {
                    return false;
                }
                taken.set((int) place);
            }
        }
        return true;
    }

    Optional<Variants> variants() {
        if (!blocks.has(Block.VARIANT_OF)) {
            return Optional.empty();
        }
        Variants known = variants;
        if (known == null) {
            MemorySegment counts = blocks.get(Block.VARIANT_COUNTS);
            int paths = (int) (counts.byteSize() / 4);
            known = new Variants(
                    paths,
                    sized(Block.VARIANT_OF, 4L * header.journeys()),
                    sized(Block.VARIANTS, 4L * (paths + 1L)),
                    sized(
                            Block.VARIANT_TOUCHPOINTS,
                            blocks.get(Block.VARIANT_TOUCHPOINTS).byteSize()),
                    sized(Block.VARIANT_COUNTS, 4L * paths));
            if (touchpointNames != TRUSTED && !walksItsPaths(known)) {
                throw senseless(Block.VARIANT_OF.toString());
            }
            variants = known;
        }
        return Optional.of(known);
    }

    /// Whether the touchpoints of every journey are those of its path.
    private boolean walksItsPaths(Variants paths) {
        MemorySegment codes = touchpoints();
        MemorySegment offsets = offsets();
        long width = header.touchpointWidth();
        for (int journey = 0; journey < header.journeys(); journey++) {
            int path = paths.variantOf().get(Layouts.INT, 4L * journey);
            long from = width * offsets.get(Layouts.INT, 4L * journey);
            long to = width * offsets.get(Layouts.INT, 4L * (journey + 1));
            long start = width * paths.offsets().get(Layouts.INT, 4L * path);
            long end = width * paths.offsets().get(Layouts.INT, 4L * (path + 1));
            if (MemorySegment.mismatch(codes, from, to, paths.touchpoints(), start, end) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// The column of an attribute that is no set; rows are interactions, keys or customers by its level.
    public Column column(int attribute) {
        Column known = columns[attribute];
        if (known == null) {
            known = Column.read(blocks, Block.VALUES, attribute);
            if (touchpointNames != TRUSTED) {
                boolean coded = schema.attributes().get(attribute).kind() == Attribute.Kind.CATEGORY;
                if (!known.fits(rows(attribute)) || (coded && !known.holdsCodes(categoryNames[attribute]))) {
                    throw senseless(Block.VALUES + "/" + attribute);
                }
            }
            columns[attribute] = known;
        }
        return known;
    }

    /// The members of a set attribute.
    public Members members(int attribute) {
        Members known = members[attribute];
        if (known == null) {
            MemorySegment ends = blocks.get(Block.MEMBER_ENDS, attribute);
            Column codes = Column.read(blocks, Block.MEMBERS, attribute);
            if (touchpointNames != TRUSTED) {
                boolean sound = ends.byteSize() == 4L * (rows(attribute) + 1L)
                        && codes.fits(ends.get(Layouts.INT, 4L * rows(attribute)))
                        && ascends(ends, 0, codes.entries())
                        && codes.holdsCodes(categoryNames[attribute]);
                if (!sound) {
                    throw senseless(Block.MEMBERS + "/" + attribute);
                }
            }
            known = new Members(ends, codes);
            members[attribute] = known;
        }
        return known;
    }

    /// The codes of a category or set attribute, by row or member by member.
    Column codes(int attribute) {
        return schema.attributes().get(attribute).keepsMembers()
                ? members(attribute).codes()
                : column(attribute);
    }

    /// The codes that occur; found once.
    UsedCodes usedCodes() {
        UsedCodes known = usedCodes;
        if (known == null) {
            known = UsedCodes.of(this, schema.attributes());
            usedCodes = known;
        }
        return known;
    }

    int rows(int attribute) {
        return switch (schema.attributes().get(attribute).level()) {
            case INTERACTION -> header.interactions();
            case KEY -> header.journeys();
            case CUSTOMER -> header.customers();
        };
    }

    public String keyName(int key) {
        return new String(keyBytes(key), StandardCharsets.UTF_8);
    }

    public String customerName(int customer) {
        return new String(customerBytes(customer), StandardCharsets.UTF_8);
    }

    private byte[] keyBytes(int key) {
        return name(sized(Block.KEY_ENDS, 8L * header.journeys()), Block.KEY_NAMES, key);
    }

    private byte[] customerBytes(int customer) {
        return name(sized(Block.CUSTOMER_ENDS, 8L * header.customers()), Block.CUSTOMER_NAMES, customer);
    }

    private byte[] name(MemorySegment ends, Block block, int index) {
        MemorySegment names = blocks.get(block);
        long from = index == 0 ? 0 : ends.get(Layouts.LONG, 8L * (index - 1));
        long to = ends.get(Layouts.LONG, 8L * index);
        if (from < 0 || to < from || to > names.byteSize()) {
            throw senseless(block.toString());
        }
        return names.asSlice(from, to - from).toArray(Layouts.BYTE);
    }

    /// Reads everything once, so that every block is checked.
    void verify() {
        touchpoints();
        times();
        offsets();
        customersOfKeys();
        sequences();
        ranks();
        variants();
        for (int key = 0; key < keys(); key++) {
            keyName(key);
        }
        requireParts();
        for (int customer = 0; customer < customers(); customer++) {
            customerName(customer);
        }
        for (int attribute = 0; attribute < schema.attributes().size(); attribute++) {
            if (schema.attributes().get(attribute).keepsMembers()) {
                members(attribute);
            } else {
                column(attribute);
            }
        }
    }

    /// Whether every key is in a part that the segment is said to hold.
    private void requireParts() {
        MemorySegment owners = customersOfKeys();
        for (int key = 0; key < keys() && parts.isPresent(); key++) {
            int owner = owners.get(Layouts.INT, 4L * key);
            int part = StoreBuilder.part(owner < 0 ? null : customerBytes(owner), keyBytes(key));
            if ((parts() >>> part & 1) == 0) {
                throw senseless(owner < 0 ? Block.KEY_NAMES.toString() : Block.CUSTOMER_NAMES.toString());
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

        /// The members of all rows, one after the other.
        Column codes() {
            return members;
        }

        /// The code of the member at an index between [#from] and [#to].
        public int member(int index) {
            return (int) members.entryInteger(index);
        }
    }
}
