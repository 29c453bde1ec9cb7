package dev.corridor.engine.store;

import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.format.Layouts;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.internal.ExactSum;
import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The journeys of one segment under one rule, in columns; what kernels read. Journeys are numbered from 0;
/// interaction `i` of journey `j` stands at `offset(j) <= i < offset(j + 1)`, in the journey's order.
///
/// Journeys come grouped by customer. Their order of first occurrence in the source is ([#orderMajor],
/// [#orderMinor]).
public final class Journeys {
    /// What [#second] returns where an interaction has no time.
    public static final long UNTIMED = Long.MIN_VALUE;

    private static final long HASH_PRIME = 0x100000001b3L;

    private final Segment segment;
    private final Schema schema;
    private final int count;
    private final MemorySegment touchpoints;
    private final MemorySegment times;
    private final MemorySegment offsets;
    private final int touchpointWidth;
    private final int timeWidth;
    private final long base;
    private final boolean hasUntimed;
    private final Segment.@Nullable Variants variants;
    private final @Nullable Recut recut;
    private final MemorySegment sequences;
    private final MemorySegment customersOfKeys;
    private double @Nullable [] scores;
    private long @Nullable [] starts;
    private int @Nullable [] variantFirsts;
    private @Nullable VariantScores variantScores;
    private long @Nullable [] variantHashes;
    private char @Nullable [] variantTouchpoints;
    private int @Nullable [] variantOffsets;

    /// What a cut journey needs to find its values.
    ///
    /// @param origins physical interaction per interaction
    /// @param customers per journey, -1 without
    /// @param majors smallest sequence of the unit (or of the key where journeys are keys) per journey
    /// @param minors index of the journey's first interaction in its unit, per journey
    record Recut(int[] origins, int[] customers, long[] majors, int[] minors) {}

    private Journeys(Segment segment, Schema schema, MemoryBlocks blocks, Recut recut, int count) {
        this.segment = segment;
        this.schema = schema;
        this.count = count;
        this.touchpoints = blocks.get(Block.TOUCHPOINTS);
        this.times = blocks.get(Block.TIMES);
        this.offsets = blocks.get(Block.JOURNEYS);
        this.touchpointWidth = segment.header().touchpointWidth();
        this.timeWidth = segment.header().timeWidth();
        this.base = segment.header().base();
        this.hasUntimed = segment.header().hasUntimed();
        this.variants = blocks.has(Block.VARIANT_OF)
                ? new Segment.Variants(
                        (int) (blocks.get(Block.VARIANT_COUNTS).byteSize() / 4),
                        blocks.get(Block.VARIANT_OF),
                        blocks.get(Block.VARIANTS),
                        blocks.get(Block.VARIANT_TOUCHPOINTS),
                        blocks.get(Block.VARIANT_COUNTS))
                : null;
        this.recut = recut;
        this.sequences = segment.sequences();
        this.customersOfKeys = segment.customersOfKeys();
    }

    /// The keys of a segment as journeys.
    Journeys(Segment segment, Schema schema) {
        this.segment = segment;
        this.schema = schema;
        this.count = segment.keys();
        this.touchpoints = segment.touchpoints();
        this.times = segment.times();
        this.offsets = segment.offsets();
        this.touchpointWidth = segment.header().touchpointWidth();
        this.timeWidth = segment.header().timeWidth();
        this.base = segment.header().base();
        this.hasUntimed = segment.header().hasUntimed();
        this.variants = segment.variants().orElse(null);
        this.recut = null;
        this.sequences = segment.sequences();
        this.customersOfKeys = segment.customersOfKeys();
    }

    /// Journeys cut anew.
    ///
    /// @param recut its origins are all interactions of all journeys in order
    /// @param ends end of each journey in `recut.origins`
    static Journeys cut(Segment segment, Schema schema, Recut recut, int[] ends) {
        MemoryBlocks blocks = new MemoryBlocks();
        int touchpointWidth = segment.header().touchpointWidth();
        int timeWidth = segment.header().timeWidth();
        int size = recut.origins.length;
        MemorySegment fromTouchpoints = segment.touchpoints();
        MemorySegment fromTimes = segment.times();
        MemorySegment touchpoints = blocks.add(Block.TOUCHPOINTS, (long) touchpointWidth * size);
        MemorySegment times = blocks.add(Block.TIMES, (long) timeWidth * size);
        for (int i = 0; i < size; i++) {
            long origin = recut.origins[i];
            if (touchpointWidth == 1) {
                touchpoints.set(Layouts.BYTE, i, fromTouchpoints.get(Layouts.BYTE, origin));
            } else {
                touchpoints.set(Layouts.SHORT, 2L * i, fromTouchpoints.get(Layouts.SHORT, 2 * origin));
            }
            if (timeWidth == 4) {
                times.set(Layouts.INT, 4L * i, fromTimes.get(Layouts.INT, 4 * origin));
            } else {
                times.set(Layouts.LONG, 8L * i, fromTimes.get(Layouts.LONG, 8 * origin));
            }
        }
        MemorySegment offsets = blocks.add(Block.JOURNEYS, 4L * (ends.length + 1L));
        for (int journey = 0; journey < ends.length; journey++) {
            offsets.set(Layouts.INT, 4L * (journey + 1), ends[journey]);
        }
        VariantWriter.write(blocks, touchpointWidth);
        return new Journeys(segment, schema, blocks, recut, ends.length);
    }

    public int count() {
        return count;
    }

    public int interactions() {
        return offset(count);
    }

    public int offset(int journey) {
        return offsets.get(Layouts.INT, 4L * journey);
    }

    public int touchpoint(int interaction) {
        return touchpointWidth == 1
                ? touchpoints.get(Layouts.BYTE, interaction) & 0xff
                : touchpoints.get(Layouts.SHORT, 2L * interaction) & 0xffff;
    }

    /// Seconds since 1970-01-01T00:00, or [#UNTIMED].
    public long second(int interaction) {
        long time =
                timeWidth == 4 ? times.get(Layouts.INT, 4L * interaction) : times.get(Layouts.LONG, 8L * interaction);
        return time < 0 ? UNTIMED : base + time;
    }

    /// The second of the first timed interaction, or [#UNTIMED].
    public long start(int journey) {
        int to = offset(journey + 1);
        for (int i = offset(journey); i < to; i++) {
            long second = second(i);
            if (second != UNTIMED) {
                return second;
            }
        }
        return UNTIMED;
    }

    /// The second of the last timed interaction, or [#UNTIMED].
    public long finish(int journey) {
        int from = offset(journey);
        for (int i = offset(journey + 1) - 1; i >= from; i--) {
            long second = second(i);
            if (second != UNTIMED) {
                return second;
            }
        }
        return UNTIMED;
    }

    /// Seconds from start to finish, or -1 where no interaction has a time.
    public long duration(int journey) {
        long start = start(journey);
        return start == UNTIMED ? -1 : finish(journey) - start;
    }

    public long orderMajor(int journey) {
        return recut == null ? sequences.get(Layouts.LONG, 8L * journey) : recut.majors[journey];
    }

    public int orderMinor(int journey) {
        return recut == null ? 0 : recut.minors[journey];
    }

    /// The number of the journey's customer within its segment, -1 where no customer is known.
    public int customer(int journey) {
        return recut == null ? customersOfKeys.get(Layouts.INT, 4L * journey) : recut.customers[journey];
    }

    public Optional<String> customerName(int journey) {
        int customer = customer(journey);
        return customer < 0 ? Optional.empty() : Optional.of(segment.customerName(customer));
    }

    /// The key of the journey's first interaction.
    public String keyName(int journey) {
        return segment.keyName(recut == null ? journey : keyOf(recut.origins[offset(journey)]));
    }

    // Columns for kernels

    public MemorySegment touchpoints() {
        return touchpoints;
    }

    public int touchpointWidth() {
        return touchpointWidth;
    }

    /// Seconds since [#base], negative without a time.
    public MemorySegment times() {
        return times;
    }

    public int timeWidth() {
        return timeWidth;
    }

    public long base() {
        return base;
    }

    public boolean hasUntimed() {
        return hasUntimed;
    }

    public MemorySegment offsets() {
        return offsets;
    }

    /// A bit per interaction, set where a journey starts; the array is shared and must not be changed.
    public synchronized long[] starts() {
        long[] bits = starts;
        if (bits == null) {
            bits = new long[(interactions() >>> 6) + 1];
            for (int journey = 0; journey < count; journey++) {
                int start = offset(journey);
                bits[start >>> 6] |= 1L << start;
            }
            starts = bits;
        }
        return bits;
    }

    // Distinct paths

    /// Whether the distinct paths are kept apart.
    public boolean hasVariants() {
        return variants != null;
    }

    private Segment.Variants requireVariants() {
        if (variants == null) {
            throw new IllegalStateException("no variants are kept");
        }
        return variants;
    }

    public int variantCount() {
        return requireVariants().count();
    }

    public int variantOf(int journey) {
        return requireVariants().variantOf().get(Layouts.INT, 4L * journey);
    }

    /// Touchpoint codes of the distinct paths, one path after the other; the array is shared and must not be
    /// changed.
    public synchronized char[] variantTouchpoints() {
        char[] codes = variantTouchpoints;
        if (codes == null) {
            MemorySegment kept = requireVariants().touchpoints();
            codes = new char[variantOffsets()[variantCount()]];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = touchpointWidth == 1
                        ? (char) (kept.get(Layouts.BYTE, i) & 0xff)
                        : (char) kept.get(Layouts.SHORT, 2L * i);
            }
            variantTouchpoints = codes;
        }
        return codes;
    }

    /// Where each distinct path begins in [#variantTouchpoints], and the end of the last; the array is shared and
    /// must not be changed.
    public synchronized int[] variantOffsets() {
        int[] known = variantOffsets;
        if (known == null) {
            known = requireVariants()
                    .offsets()
                    .asSlice(0, 4L * (variantCount() + 1))
                    .toArray(Layouts.INT);
            variantOffsets = known;
        }
        return known;
    }

    /// The journeys of each distinct path.
    public int[] variantJourneys() {
        return requireVariants().counts().toArray(Layouts.INT);
    }

    /// The journey of each distinct path that comes first in the source; the array is shared and must not be
    /// changed.
    public synchronized int[] variantFirsts() {
        int[] firsts = variantFirsts;
        if (firsts == null) {
            firsts = new int[variantCount()];
            Arrays.fill(firsts, -1);
            for (int journey = 0; journey < count; journey++) {
                int variant = variantOf(journey);
                int first = firsts[variant];
                if (first < 0 || isEarlier(journey, first)) {
                    firsts[variant] = journey;
                }
            }
            variantFirsts = firsts;
        }
        return firsts;
    }

    /// The scores of the journeys on each distinct path.
    public synchronized VariantScores variantScores() {
        VariantScores sums = variantScores;
        if (sums == null) {
            sums = VariantScores.of(this, journey -> true);
            variantScores = sums;
        }
        return sums;
    }

    /// Whether a journey comes before another in the order of the source.
    public boolean isEarlier(int journey, int than) {
        long major = orderMajor(journey);
        long other = orderMajor(than);
        return major < other || (major == other && orderMinor(journey) < orderMinor(than));
    }

    /// A hash of each distinct path, equal for equal paths of any store; the array is shared and must not be
    /// changed.
    public synchronized long[] variantHashes() {
        long[] hashes = variantHashes;
        if (hashes == null) {
            hashes = new long[variantCount()];
            for (int variant = 0; variant < hashes.length; variant++) {
                hashes[variant] = pathHash(variantPath(variant));
            }
            variantHashes = hashes;
        }
        return hashes;
    }

    /// The hash of the touchpoints of some interactions as [#variantHashes] has it.
    public long pathHash(int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ touchpoint(i)) * HASH_PRIME;
        }
        return Hash.mix(hash);
    }

    /// The hash of a path as [#variantHashes] has it.
    public static long pathHash(int[] touchpoints) {
        long hash = 0;
        for (int touchpoint : touchpoints) {
            hash = (hash ^ touchpoint) * HASH_PRIME;
        }
        return Hash.mix(hash);
    }

    /// The touchpoints of a distinct path in order.
    public int[] variantPath(int variant) {
        char[] codes = variantTouchpoints();
        int from = variantOffsets()[variant];
        int[] path = new int[variantOffsets()[variant + 1] - from];
        for (int i = 0; i < path.length; i++) {
            path[i] = codes[from + i];
        }
        return path;
    }

    /// The touchpoints of a journey in order.
    public int[] path(int journey) {
        int[] path = new int[offset(journey + 1) - offset(journey)];
        Arrays.setAll(path, i -> touchpoint(offset(journey) + i));
        return path;
    }

    // Values of attributes

    /// The journey's score: the mean of its scores, or NaN; the array is shared and must not be changed.
    public synchronized double[] scores() {
        double[] known = scores;
        if (known == null) {
            known = new double[count];
            int attribute = schema.idOf(Schema.SCORE);
            Arrays.fill(known, Double.NaN);
            if (attribute >= 0 && isScore(attribute)) {
                Column column = segment.column(attribute);
                for (int journey = 0; journey < count; journey++) {
                    known[journey] = meanOfInteractions(column, journey);
                }
            }
            scores = known;
        }
        return known;
    }

    /// Whether the attribute is the score of interactions, so that [#scores] has the journeys' numbers.
    public boolean isScore(int attribute) {
        Attribute declared = schema.attributes().get(attribute);
        return declared.name().equals(Schema.SCORE)
                && declared.level() == Attribute.Level.INTERACTION
                && declared.kind() == Attribute.Kind.NUMBER;
    }

    /// The journey's number: its score where the attribute is the score, else as the attribute is aggregated;
    /// NaN without a value.
    public double number(int attribute, int journey) {
        Attribute declared = schema.attributes().get(attribute);
        if (isScore(attribute)) {
            return scores()[journey];
        }
        Column column = segment.column(attribute);
        return switch (declared.level()) {
            case CUSTOMER -> customer(journey) < 0 ? Double.NaN : column.number(customer(journey));
            case KEY ->
                recut == null
                        ? column.number(journey)
                        : aggregateKeys(declared, column, journey, true).number();
            case INTERACTION ->
                aggregateInteractions(declared, column, journey, true).number();
        };
    }

    /// The journey's code, second or reference as the attribute is aggregated, or [Column#NONE].
    public long integer(int attribute, int journey) {
        Attribute declared = schema.attributes().get(attribute);
        Column column = segment.column(attribute);
        return switch (declared.level()) {
            case CUSTOMER -> customer(journey) < 0 ? Column.NONE : column.integer(customer(journey));
            case KEY ->
                recut == null
                        ? column.integer(journey)
                        : aggregateKeys(declared, column, journey, false).integer();
            case INTERACTION ->
                aggregateInteractions(declared, column, journey, false).integer();
        };
    }

    /// The values of a category or set attribute as the journey has them: the aggregate of a category, every
    /// member of a set; ascending.
    public int[] codes(int attribute, int journey) {
        Attribute declared = schema.attributes().get(attribute);
        if (declared.kind() == Attribute.Kind.SET || declared.aggregate() == Attribute.Aggregate.SET) {
            return allCodes(attribute, journey);
        }
        long code = integer(attribute, journey);
        return code == Column.NONE ? new int[0] : new int[] {(int) code};
    }

    /// The values as a filter sees them: those of [#codes], and for an attribute of interactions every value
    /// that one of them has; ascending.
    public int[] anyCodes(int attribute, int journey) {
        return schema.attributes().get(attribute).level() == Attribute.Level.INTERACTION
                ? allCodes(attribute, journey)
                : codes(attribute, journey);
    }

    /// Whether one of the values that [#anyCodes] gives passes a test.
    public boolean anyCode(int attribute, int journey, IntPredicate test) {
        Attribute declared = schema.attributes().get(attribute);
        if (declared.keepsMembers()) {
            return Arrays.stream(anyCodes(attribute, journey)).anyMatch(test);
        }
        if (declared.level() != Attribute.Level.INTERACTION) {
            long code = integer(attribute, journey);
            return code != Column.NONE && test.test((int) code);
        }
        Column column = segment.column(attribute);
        int end = offset(journey + 1);
        for (int i = offset(journey); i < end; i++) {
            long code = column.integer(origin(i));
            if (code != Column.NONE && test.test((int) code)) {
                return true;
            }
        }
        return false;
    }

    private int[] allCodes(int attribute, int journey) {
        Attribute declared = schema.attributes().get(attribute);
        TreeSet<Integer> codes = new TreeSet<>();
        switch (declared.level()) {
            case CUSTOMER -> addCodes(codes, declared, attribute, customer(journey));
            case KEY -> {
                if (recut == null) {
                    addCodes(codes, declared, attribute, journey);
                } else {
                    for (int i = offset(journey); i < offset(journey + 1); i++) {
                        addCodes(codes, declared, attribute, keyOf(recut.origins[i]));
                    }
                }
            }
            case INTERACTION -> {
                for (int i = offset(journey); i < offset(journey + 1); i++) {
                    addCodes(codes, declared, attribute, origin(i));
                }
            }
        }
        return codes.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addCodes(Set<Integer> codes, Attribute declared, int attribute, int row) {
        if (row < 0) {
            return;
        }
        if (declared.keepsMembers()) {
            Segment.Members members = segment.members(attribute);
            for (int i = members.from(row); i < members.to(row); i++) {
                codes.add(members.member(i));
            }
        } else {
            long code = segment.column(attribute).integer(row);
            if (code != Column.NONE) {
                codes.add((int) code);
            }
        }
    }

    /// The number of an interaction's own attribute, or NaN.
    public double interactionNumber(int attribute, int interaction) {
        return segment.column(attribute).number(origin(interaction));
    }

    /// The code, second or reference of an interaction's own attribute, or [Column#NONE].
    public long interactionInteger(int attribute, int interaction) {
        return segment.column(attribute).integer(origin(interaction));
    }

    private int origin(int interaction) {
        return recut == null ? interaction : recut.origins[interaction];
    }

    private int keyOf(int origin) {
        MemorySegment keyOffsets = segment.offsets();
        int low = 0;
        int high = segment.keys() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (keyOffsets.get(Layouts.INT, 4L * middle) <= origin) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private double meanOfInteractions(Column column, int journey) {
        int from = offset(journey);
        int to = offset(journey + 1);
        if (recut == null && column.sparse()) {
            int entry = column.entryFrom(from);
            double sum = 0;
            int n = 0;
            ExactSum exact = null;
            for (; entry < column.entries() && column.row(entry) < to; entry++) {
                double value = column.entryNumber(entry);
                exact = exact == null && n == 2 ? exactOf(sum) : exact;
                if (exact != null) {
                    exact.add(value);
                } else {
                    sum += value;
                }
                n++;
            }
            return n == 0 ? Double.NaN : exact == null ? sum / n : meanExactly(column, journey);
        }
        return meanExactly(column, journey);
    }

    private static ExactSum exactOf(double sum) {
        ExactSum exact = new ExactSum();
        exact.add(sum);
        return exact;
    }

    private double meanExactly(Column column, int journey) {
        ExactSum sum = new ExactSum();
        int n = 0;
        for (int i = offset(journey); i < offset(journey + 1); i++) {
            double value = column.number(origin(i));
            if (!Double.isNaN(value)) {
                sum.add(value);
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum.mean(n);
    }

    private Aggregation aggregateInteractions(Attribute declared, Column column, int journey, boolean number) {
        Aggregation aggregation = new Aggregation(declared.aggregate());
        for (int i = offset(journey); i < offset(journey + 1); i++) {
            aggregation.add(column, origin(i), number, i);
        }
        return aggregation;
    }

    private Aggregation aggregateKeys(Attribute declared, Column column, int journey, boolean number) {
        Recut cut = java.util.Objects.requireNonNull(recut);
        Aggregation aggregation = new Aggregation(declared.aggregate());
        TreeSet<Integer> seen = new TreeSet<>();
        boolean latest = declared.aggregate() == Attribute.Aggregate.LATEST;
        int from = offset(journey);
        int to = offset(journey + 1);
        for (int i = from; i < to; i++) {
            int key = keyOf(cut.origins[latest ? to - 1 - (i - from) : i]);
            if (seen.add(key)) {
                long place = latest ? -i : sequences.get(Layouts.LONG, 8L * key);
                aggregation.add(column, key, number, place);
            }
        }
        return aggregation;
    }

    /// One value out of several.
    private static final class Aggregation {
        private final Attribute.Aggregate aggregate;
        private final ExactSum sum = new ExactSum();
        private int n;
        private double chosenNumber;
        private long chosenInteger;
        private long chosenPlace;

        Aggregation(Attribute.Aggregate aggregate) {
            this.aggregate = aggregate;
        }

        void add(Column column, int row, boolean number, long place) {
            if (number) {
                addNumber(column.number(row), place);
            } else {
                addInteger(column.integer(row), place);
            }
        }

        private void addNumber(double value, long place) {
            if (Double.isNaN(value)) {
                return;
            }
            if (isBetter(place, value > chosenNumber)) {
                chosenNumber = value;
                chosenPlace = place;
            }
            if (aggregate == Attribute.Aggregate.SUM || aggregate == Attribute.Aggregate.MEAN) {
                sum.add(value);
            }
            n++;
        }

        private void addInteger(long value, long place) {
            if (value == Column.NONE) {
                return;
            }
            if (isBetter(place, value > chosenInteger)) {
                chosenInteger = value;
                chosenPlace = place;
            }
            n++;
        }

        private boolean isBetter(long place, boolean larger) {
            return n == 0
                    || switch (aggregate) {
                        case ONE, SET -> place < chosenPlace;
                        case LATEST -> place > chosenPlace;
                        case LARGEST -> larger;
                        case SUM, MEAN -> false;
                    };
        }

        double number() {
            if (n == 0) {
                return Double.NaN;
            }
            return switch (aggregate) {
                case ONE, LATEST, LARGEST, SET -> chosenNumber;
                case SUM -> sum.value();
                case MEAN -> sum.mean(n);
            };
        }

        long integer() {
            return n == 0 ? Column.NONE : chosenInteger;
        }
    }
}
