package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.Reason;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.internal.Temporary;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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

    private static final int PARTITIONS = 64;
    private static final int ONE_BYTE = 256;

    private final Schema schema;
    private final BuildOptions options;
    private final Names.Growing touchpoints = new Names.Growing();
    private final List<Names.Growing> categories = new ArrayList<>();
    private final Partition[] partitions = new Partition[PARTITIONS];
    private final AtomicLong held = new AtomicLong();
    private @Nullable Path spillFolder;

    public StoreBuilder(Schema schema, BuildOptions options) {
        this.schema = schema;
        this.options = options;
        schema.attributes().forEach(attribute -> categories.add(new Names.Growing()));
        Arrays.setAll(partitions, i -> new Partition());
    }

    /// The part that a record belongs to.
    public static int part(byte @Nullable [] customer, byte[] key) {
        byte[] home = customer == null ? key : customer;
        return (int) (dev.corridor.engine.internal.Hash.of(home, 0, home.length) >>> 40) & (PARTITIONS - 1);
    }

    /// A new appender, for one thread.
    public Appender appender() {
        return new Recorder(this, PARTITIONS);
    }

    int touchpoint(String name) {
        int code = touchpoints.code(name);
        if (code >= MAX_TOUCHPOINTS) {
            throw new CorridorException(
                    EngineError.TOO_MANY_TOUCHPOINTS,
                    "The data have more than " + MAX_TOUCHPOINTS + " distinct touchpoints; the last one is \""
                            + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + "\".",
                    "Choose a column that names the kind of contact, not the single one, or write recognition rules"
                            + " that leave ids out of the names.");
        }
        return code;
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
        for (int i = 0; i < PARTITIONS; i++) {
            held.addAndGet(-partitions[i].spill(spillFolder.resolve("part-" + i)));
        }
    }

    /// Makes the store, in memory; every appender must have been closed.
    public Store build() {
        Names touchpointNames = touchpoints.sorted();
        List<Names> categoryNames =
                categories.stream().map(Names.Growing::sorted).toList();
        int[] touchpointCodes = touchpoints.remap(touchpointNames);
        int[][] categoryCodes = new int[categories.size()][];
        for (int attribute = 0; attribute < categoryCodes.length; attribute++) {
            boolean coded = isCoded(schema.attributes().get(attribute));
            categoryCodes[attribute] =
                    coded ? categories.get(attribute).remap(categoryNames.get(attribute)) : new int[0];
        }
        int[] ranks = ranks(touchpointNames);
        int width = touchpointNames.size() <= ONE_BYTE ? 1 : 2;
        ConflictCounts conflicts = new ConflictCounts(schema.attributes().size());
        PartitionSorter.Codes codes = new PartitionSorter.Codes(touchpointCodes, ranks, categoryCodes);
        List<List<Partition>> groups = groups();
        int threadsOfGroup = Math.max(1, options.threads() / groups.size());
        List<MemoryBlocks> built = inParallel(groups, options.threads(), group -> {
            List<SortedPartition> sorted = inParallel(
                    group, threadsOfGroup, partition -> PartitionSorter.sort(partition, schema, codes, conflicts));
            return SegmentWriter.write(schema, width, sorted);
        });
        List<Long> conflictCounts = new ArrayList<>();
        for (int attribute = 0; attribute < categoryCodes.length; attribute++) {
            conflictCounts.add(conflicts.of(attribute));
        }
        return Store.inMemory(schema, touchpointNames, categoryNames, built, conflictCounts);
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

    /// Partitions that make one segment together: neighbours, as many as hold about the records of one.
    private List<List<Partition>> groups() {
        long total = 0;
        for (Partition partition : partitions) {
            total += partition.records();
        }
        int segments = 1;
        while (segments < PARTITIONS && total / segments > options.segmentRecords()) {
            segments *= 2;
        }
        int share = PARTITIONS / segments;
        List<List<Partition>> groups = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            groups.add(List.of(Arrays.copyOfRange(partitions, segment * share, (segment + 1) * share)));
        }
        return groups;
    }

    private static <A, B> List<B> inParallel(List<A> inputs, int most, Function<A, B> work) {
        if (most == 1) {
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
