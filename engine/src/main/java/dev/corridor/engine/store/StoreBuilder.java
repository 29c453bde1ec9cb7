package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.Reason;
import dev.corridor.engine.format.SegmentParts;
import dev.corridor.engine.internal.Hash;
import dev.corridor.engine.internal.Temporary;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a store from interactions in any order. Records are parted by a hash of their customer (of their key
/// where no customer is known), put aside in files where they outgrow the memory allowed, then sorted and
/// written part by part.
///
/// The same records give the same store, byte for byte, in whatever order and from however many threads they
/// come.
public final class StoreBuilder implements AutoCloseable {
    /// The most distinct touchpoints.
    public static final int MAX_TOUCHPOINTS = 65_535;

    /// The parts that customers fall into.
    public static final int PARTS = 64;

    private static final int ONE_BYTE = 256;

    private final Schema schema;
    private final BuildOptions options;
    private final Names.Growing touchpoints = new Names.Growing();
    private final List<Names.Growing> categories = new ArrayList<>();
    private final Partition[] partitions = new Partition[PARTS];
    private final AtomicLong held = new AtomicLong();
    private final Optional<Store> replaced;
    private final long parts;
    private @Nullable Path spillFolder;

    public StoreBuilder(Schema schema, BuildOptions options) {
        this(schema, options, Optional.empty(), SegmentParts.ALL);
    }

    private StoreBuilder(Schema schema, BuildOptions options, Optional<Store> replaced, long parts) {
        this.schema = schema;
        this.options = options;
        this.replaced = replaced;
        this.parts = parts;
        schema.attributes().forEach(attribute -> categories.add(new Names.Growing()));
        Arrays.setAll(partitions, i -> new Partition());
    }

    /// A builder that replaces some parts of a store and keeps the others. It wants all records that there
    /// now are of the customers in [#parts], no others, and makes a new store; the given one stays as it is.
    ///
    /// Segments without such a part are shared with the given store. They are copied in so far as names that
    /// come or go move the codes that they use. A name that is in no segment and was not registered with an
    /// appender is forgotten.
    ///
    /// @param schema of the records
    /// @param wanted bit p: part p is replaced
    /// @throws CorridorException `STORE_NOT_REPLACEABLE` where the store has another schema or does not know
    ///     which of several segments holds a part
    public static StoreBuilder replacing(Store store, Schema schema, long wanted, BuildOptions options) {
        if (!schema.equals(store.schema())) {
            throw new CorridorException(
                    EngineError.STORE_NOT_REPLACEABLE,
                    "Parts of a store cannot be replaced by records with other attributes, order or ends than it has.",
                    "Build the whole store again from its source.");
        }
        long widened = 0;
        for (Segment segment : store.segments()) {
            if (segment.parts() == 0) {
                throw new CorridorException(
                        EngineError.STORE_NOT_REPLACEABLE,
                        "The store was written by an earlier program, which did not say who is in which segment.",
                        "Build the whole store again from its source.");
            }
            if ((segment.parts() & wanted) != 0) {
                widened |= segment.parts();
            }
        }
        return new StoreBuilder(schema, options, Optional.of(store), widened);
    }

    /// The part that a customer is in, or a key without a customer: 0 to 63. The same for ever.
    public static int part(byte @Nullable [] customer, byte[] key) {
        byte[] home = customer == null ? key : customer;
        return (int) (Hash.of(home, 0, home.length) >>> 40) & (PARTS - 1);
    }

    /// The parts whose records the builder wants: all, or those to be replaced and whatever shares a segment
    /// with them. Bit p: part p.
    public long parts() {
        return parts;
    }

    int requirePart(int part) {
        if ((parts >>> part & 1) == 0) {
            throw new IllegalStateException("part " + part + " is not replaced");
        }
        return part;
    }

    /// A new appender, for one thread.
    public Appender appender() {
        return new Recorder(this);
    }

    int touchpoint(String name) {
        int code = touchpoints.code(name);
        if (code >= MAX_TOUCHPOINTS) {
            throw tooManyTouchpoints(name);
        }
        return code;
    }

    private static CorridorException tooManyTouchpoints(String name) {
        return new CorridorException(
                EngineError.TOO_MANY_TOUCHPOINTS,
                "The data have more than " + MAX_TOUCHPOINTS + " distinct touchpoints; the last one is \""
                        + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + "\".",
                "Choose a column that names the kind of contact, not the single one, or write recognition rules"
                        + " that leave ids out of the names.");
    }

    int category(int attribute, String value) {
        return categories.get(attribute).code(value);
    }

    void take(int partition, Partition.Chunk chunk, int count) {
        partitions[partition].add(chunk, count);
        if (held.addAndGet(chunk.bytes().length) > options.memory()) {
            spill();
        }
    }

    private synchronized void spill() {
        if (held.get() <= options.memory()) {
            return;
        }
        try {
            if (spillFolder == null) {
                spillFolder = Temporary.privateFolder(options.spillFolder());
            }
        } catch (IOException e) {
            throw new CorridorException(
                    EngineError.STORE_NOT_WRITTEN,
                    "The data do not fit into memory and " + options.spillFolder() + " cannot be written: "
                            + Reason.of(e) + ".",
                    "Choose another folder with -Djava.io.tmpdir=FOLDER, or give more memory.",
                    e);
        }
        for (int i = 0; i < PARTS; i++) {
            held.addAndGet(-partitions[i].spill(spillFolder.resolve("part-" + i)));
        }
    }

    /// Makes the store, in memory; every appender must have been closed.
    public Store build() {
        List<Segment> kept = kept();
        Names touchpointNames = touchpoints.sorted(used(kept, Store::touchpoints, UsedCodes::touchpoints));
        if (touchpointNames.size() > MAX_TOUCHPOINTS) {
            throw tooManyTouchpoints(touchpointNames.all().getLast());
        }
        List<Names> categoryNames = new ArrayList<>();
        for (int attribute = 0; attribute < categories.size(); attribute++) {
            int id = attribute;
            categoryNames.add(categories
                    .get(id)
                    .sorted(used(
                            kept,
                            store -> store.categories(id),
                            codes -> codes.categories().get(id))));
        }
        int width = touchpointNames.size() <= ONE_BYTE ? 1 : 2;
        List<Segment> segments = new ArrayList<>(written(touchpointNames, categoryNames, width));
        replaced.ifPresent(store -> {
            SegmentRecoder recoder = new SegmentRecoder(store, touchpointNames, categoryNames, width);
            kept.forEach(segment -> segments.add(recoder.recoded(segment)));
        });
        segments.sort(Comparator.comparingInt(segment -> Long.numberOfTrailingZeros(segment.parts())));
        return Store.inMemory(schema, touchpointNames, categoryNames, segments);
    }

    /// The segments of the store replaced that stay.
    private List<Segment> kept() {
        return replaced.stream()
                .flatMap(store -> store.segments().stream())
                .filter(segment -> (segment.parts() & parts) == 0)
                .toList();
    }

    /// The names whose codes occur in what is kept.
    private Stream<String> used(
            List<Segment> kept, Function<Store, Names> dictionary, Function<UsedCodes, BitSet> ofCodes) {
        BitSet codes = new BitSet();
        kept.forEach(segment -> codes.or(ofCodes.apply(segment.usedCodes())));
        return replaced.stream().flatMap(store -> codes.stream().mapToObj(dictionary.apply(store)::name));
    }

    private List<Segment> written(Names touchpointNames, List<Names> categoryNames, int width) {
        int[][] categoryCodes = new int[categories.size()][];
        for (int attribute = 0; attribute < categoryCodes.length; attribute++) {
            boolean coded = isCoded(schema.attributes().get(attribute));
            categoryCodes[attribute] =
                    coded ? categories.get(attribute).remap(categoryNames.get(attribute)) : new int[0];
        }
        PartitionSorter.Codes codes =
                new PartitionSorter.Codes(touchpoints.remap(touchpointNames), ranks(touchpointNames), categoryCodes);
        List<Group> groups = groups();
        int threadsOfGroup = groups.isEmpty() ? 1 : Math.max(1, options.threads() / groups.size());
        return inParallel(groups, options.threads(), group -> {
            ConflictCounts conflicts = new ConflictCounts(schema.attributes().size());
            List<SortedPartition> sorted = inParallel(
                    group.partitions,
                    threadsOfGroup,
                    partition -> PartitionSorter.sort(partition, schema, codes, conflicts));
            return Segment.built(
                    "segment of the parts " + Long.toHexString(group.parts),
                    SegmentWriter.write(schema, width, sorted),
                    new SegmentParts(group.parts, conflicts.all()),
                    schema);
        });
    }

    static boolean isCoded(Attribute attribute) {
        return attribute.kind() == Attribute.Kind.CATEGORY || attribute.kind() == Attribute.Kind.SET;
    }

    private int[] ranks(Names names) {
        int[] ranks = new int[names.size()];
        Arrays.fill(ranks, schema.touchpointOrder().size());
        for (int rank = schema.touchpointOrder().size() - 1; rank >= 0; rank--) {
            int place = rank;
            names.code(schema.touchpointOrder().get(rank)).ifPresent(code -> ranks[code] = place);
        }
        return ranks;
    }

    /// Partitions that make one segment together.
    private record Group(long parts, List<Partition> partitions) {}

    /// What was one segment becomes as many as hold about the records of one.
    private List<Group> groups() {
        return replaced.map(store -> store.segments().stream()
                        .map(Segment::parts)
                        .filter(each -> (each & parts) != 0)
                        .flatMap(each -> groups(each).stream())
                        .toList())
                .orElseGet(() -> groups(SegmentParts.ALL));
    }

    /// @param together neighbours, a power of two
    private List<Group> groups(long together) {
        int first = Long.numberOfTrailingZeros(together);
        int count = Long.bitCount(together);
        long total = 0;
        for (int part = first; part < first + count; part++) {
            total += partitions[part].records();
        }
        int segments = 1;
        while (segments < count && total / segments > options.segmentRecords()) {
            segments *= 2;
        }
        int share = count / segments;
        List<Group> groups = new ArrayList<>();
        for (int from = first; from < first + count; from += share) {
            long mask = (share == PARTS ? SegmentParts.ALL : (1L << share) - 1) << from;
            groups.add(new Group(mask, List.of(Arrays.copyOfRange(partitions, from, from + share))));
        }
        return groups;
    }

    private static <A, B> List<B> inParallel(List<A> inputs, int most, Function<A, B> work) {
        if (most == 1 || inputs.size() < 2) {
            return inputs.stream().map(work).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(most, inputs.size()))) {
            List<Future<B>> futures = new ArrayList<>();
            for (A input : inputs) {
                futures.add(threads.submit(() -> work.apply(input)));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Removes temporary files.
    @Override
    public void close() {
        if (spillFolder != null) {
            try {
                Temporary.remove(spillFolder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
