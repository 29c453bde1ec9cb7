package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.Reason;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.BlockFile;
import dev.corridor.engine.format.Blocks;
import dev.corridor.engine.format.Manifest;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentParts;
import dev.corridor.engine.internal.Temporary;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Interactions in columns, in memory or in a folder of files that are mapped, with the names of their
/// touchpoints and categories. Immutable; safe for many threads.
public final class Store {
    private static final String MANIFEST = "store.corridor";

    private final Schema schema;
    private final Names touchpoints;
    private final List<Names> categories;
    private final List<Segment> segments;
    private final List<Long> conflicts;
    private final Map<String, String> notes;
    private @Nullable OptionalLong latest;

    private Store(
            Schema schema,
            Names touchpoints,
            List<Names> categories,
            List<Segment> segments,
            List<Long> conflicts,
            Map<String, String> notes) {
        this.schema = schema;
        this.touchpoints = touchpoints;
        this.categories = categories;
        this.segments = segments;
        this.conflicts = conflicts;
        this.notes = notes;
    }

    /// @param segments that say which parts they hold
    static Store inMemory(Schema schema, Names touchpoints, List<Names> categories, List<Segment> segments) {
        List<SegmentParts> parts = segments.stream()
                .map(segment -> segment.partsAndConflicts().orElseThrow())
                .toList();
        return new Store(schema, touchpoints, categories, segments, SegmentParts.sum(parts), Map.of());
    }

    public Schema schema() {
        return schema;
    }

    public Names touchpoints() {
        return touchpoints;
    }

    /// The names of a category or set attribute's values.
    public Names categories(int attribute) {
        return categories.get(attribute);
    }

    public List<Segment> segments() {
        return segments;
    }

    /// Keys or customers whose records hold different values of an attribute that should have one.
    public long conflicts(int attribute) {
        return conflicts.get(attribute);
    }

    /// What its maker wrote beside the data, such as the recipe; ascending by name.
    public Map<String, String> notes() {
        return notes;
    }

    public long interactions() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.interactions();
        }
        return sum;
    }

    /// The second of the last interaction; empty where none has a time.
    synchronized OptionalLong latest() {
        if (latest == null) {
            long second = Journeys.UNTIMED;
            for (Segment segment : segments) {
                Journeys keys = new Journeys(segment, schema);
                for (int key = 0; key < keys.count(); key++) {
                    second = Math.max(second, keys.finish(key));
                }
            }
            latest = second == Journeys.UNTIMED ? OptionalLong.empty() : OptionalLong.of(second);
        }
        return latest;
    }

    /// The journeys of a rule, all of them.
    public JourneyLog journeys(JourneyRule rule) {
        return guarded(() -> JourneyLog.cut(this, rule, OptionalLong.empty()));
    }

    /// The journeys of a rule, seen at a time: later interactions do not count.
    ///
    /// @param asOf second, as in [Appender#interaction]
    public JourneyLog journeys(JourneyRule rule, long asOf) {
        return guarded(() -> JourneyLog.cut(this, rule, OptionalLong.of(asOf)));
    }

    /// Runs a read of the segments; a mapped file that was cut meanwhile becomes a coded error.
    <T> T guarded(Supplier<T> read) {
        try {
            return read.get();
        } catch (InternalError e) {
            Path file = Path.of(segments.getFirst().place()).toAbsolutePath();
            throw BlockFile.cut(String.valueOf(file.getParent()), e);
        }
    }

    /// Writes the store into a folder. Either all of it is there afterwards or what was there before; whoever
    /// has that open goes on reading it. Segments that were opened from this folder are not written again;
    /// files that are no longer used are removed. One writer at a time.
    ///
    /// @param notes kept beside the data, see [#notes]
    /// @param replace whether an existing store may be replaced; it stays whole until the new one is
    public void save(Path folder, Map<String, String> notes, boolean replace) {
        requirePlace(folder, replace);
        Path target = folder.toAbsolutePath().normalize();
        Path fresh = target;
        try {
            if (isStore(target)) {
                removeUnused(target, write(target, notes));
            } else {
                Files.createDirectories(target.resolve("..").normalize());
                fresh = Temporary.folderBeside(target);
                write(fresh, notes);
                Temporary.publish(fresh, target, List.of());
            }
        } catch (IOException e) {
            throw notWritten(folder, e);
        } finally {
            discard(fresh, target);
        }
    }

    /// Removes the unfinished folder, if there is one.
    private static void discard(Path fresh, Path target) {
        try {
            if (!fresh.equals(target)) {
                Temporary.remove(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Refuses a folder that [#save] would not write.
    ///
    /// @param replace whether an existing store may be replaced
    /// @throws CorridorException `STORE_NOT_WRITTEN`
    public static void requirePlace(Path folder, boolean replace) {
        if (isFree(folder)) {
            return;
        }
        if (!replace) {
            throw new CorridorException(
                    EngineError.STORE_NOT_WRITTEN,
                    folder + " exists already.",
                    "Choose another folder, or replace it with --force.");
        }
        if (!isStore(folder)) {
            throw new CorridorException(
                    EngineError.STORE_NOT_WRITTEN,
                    folder + " exists and is not a store, so it is not replaced.",
                    "Choose another folder.");
        }
    }

    /// Whether a place is an empty folder, or not there.
    public static boolean isFree(Path folder) {
        return !Files.exists(folder) || isEmptyFolder(folder);
    }

    private static boolean isEmptyFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static CorridorException notWritten(Path folder, IOException cause) {
        return new CorridorException(
                EngineError.STORE_NOT_WRITTEN,
                "The store " + folder + " could not be written: " + Reason.of(cause)
                        + ". What was there before is untouched.",
                "Free space or choose another folder.",
                cause);
    }

    /// Writes the segments under names of their own, then the manifest that makes them the store, in one step.
    ///
    /// @return the names of the files that the store now consists of
    private Set<String> write(Path folder, Map<String, String> notes) throws IOException {
        Set<String> used = new HashSet<>();
        List<Path> unfinished = new ArrayList<>();
        boolean done = false;
        try {
            List<Manifest.SegmentEntry> entries = new ArrayList<>();
            String generation = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
            for (int i = 0; i < segments.size(); i++) {
                Blocks blocks = segments.get(i).blocks();
                if (blocks instanceof BlockFile file && isIn(folder, file)) {
                    String name = String.valueOf(file.path().getFileName());
                    entries.add(new Manifest.SegmentEntry(name, file.checksum()));
                    used.add(name);
                } else {
                    String name = "segment-%03d-%s.corridor".formatted(i, generation);
                    Path file = Temporary.file(folder.resolve(name));
                    unfinished.add(file);
                    entries.add(new Manifest.SegmentEntry(name, BlockFile.write(file, blocks)));
                    used.add(name);
                }
            }
            MemoryBlocks manifest = new MemoryBlocks();
            List<List<String>> names = categories.stream().map(Names::all).toList();
            manifest.add(
                    Block.MANIFEST,
                    0,
                    new Manifest(schema, touchpoints.all(), names, entries, conflicts, new TreeMap<>(notes)).toBytes());
            List<SegmentParts> parts = segments.stream()
                    .flatMap(segment -> segment.partsAndConflicts().stream())
                    .toList();
            if (!parts.isEmpty()) {
                SegmentParts.write(manifest, parts);
            }
            Path head = Temporary.file(folder.resolve(MANIFEST + "-" + generation));
            unfinished.add(head);
            BlockFile.write(head, manifest);
            Temporary.publish(head, folder.resolve(MANIFEST), unfinished);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
            done = true;
        } finally {
            if (!done) {
                for (Path file : unfinished) {
                    Temporary.remove(file);
                }
            }
        }
        used.add(MANIFEST);
        return used;
    }

    /// Whether a file is a file of this folder still.
    private static boolean isIn(Path folder, BlockFile file) throws IOException {
        Path parent = file.path().toAbsolutePath().getParent();
        return parent != null && Files.isRegularFile(file.path()) && Files.isSameFile(parent, folder);
    }

    /// Removes from a store's folder the files that are not of the store, such as those of a writer that was
    /// killed; not to be called while another one writes.
    public static void removeUnused(Path folder) {
        Set<String> used = new HashSet<>(Set.of(MANIFEST));
        manifest(folder, head(folder)).segments().forEach(entry -> used.add(entry.file()));
        try {
            removeUnused(folder, used);
        } catch (IOException e) {
            throw notWritten(folder, e);
        }
    }

    /// Removes the store's files that are not among those used.
    private static void removeUnused(Path folder, Set<String> used) throws IOException {
        for (Path file : files(folder)) {
            if (!used.contains(String.valueOf(file.getFileName()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Whether a folder holds a store.
    public static boolean isStore(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /// The files of a folder that have names as those of a store, also what a killed writer left behind.
    public static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith("segment-") || name.startsWith(MANIFEST);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a store; its columns are mapped and read when they are first used. Where it is replaced
    /// meanwhile, the new one is opened.
    public static Store open(Path folder) {
        while (true) {
            BlockFile head = head(folder);
            try {
                return open(folder, head);
            } catch (CorridorException refused) {
                if (head(folder).checksum() == head.checksum()) {
                    throw refused;
                }
            }
        }
    }

    private static BlockFile head(Path folder) {
        if (!isStore(folder)) {
            throw new CorridorException(
                    EngineError.STORE_MISSING,
                    "There is no store in " + folder + ".",
                    "Give the folder of a store written by --save.");
        }
        return BlockFile.open(folder.resolve(MANIFEST));
    }

    private static Manifest manifest(Path folder, BlockFile head) {
        return Manifest.read(folder.resolve(MANIFEST), BlockFile.bytes(head.get(Block.MANIFEST)));
    }

    private static Store open(Path folder, BlockFile head) {
        Manifest manifest = manifest(folder, head);
        Optional<List<SegmentParts>> parts = SegmentParts.read(folder.resolve(MANIFEST), head, manifest);
        int[] categoryNames =
                manifest.categories().stream().mapToInt(List::size).toArray();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < manifest.segments().size(); i++) {
            Manifest.SegmentEntry entry = manifest.segments().get(i);
            int index = i;
            Path path = folder.resolve(entry.file());
            BlockFile file = BlockFile.open(path);
            if (file.checksum() != entry.checksum()) {
                throw new CorridorException(
                        EngineError.STORE_DAMAGED,
                        "The file " + path + " does not belong to the store's manifest.",
                        "Restore the whole folder from one backup, or build the store again from its source.");
            }
            segments.add(Segment.read(
                    path.toString(),
                    file,
                    parts.map(all -> all.get(index)),
                    manifest.schema(),
                    manifest.touchpoints().size(),
                    categoryNames));
        }
        return new Store(
                manifest.schema(),
                new Names(manifest.touchpoints()),
                manifest.categories().stream().map(Names::new).toList(),
                segments,
                manifest.conflicts(),
                manifest.notes());
    }

    /// Checks the checksum of every block, and that every block fits to the others.
    public void verify() {
        for (Segment segment : segments) {
            if (segment.blocks() instanceof BlockFile file) {
                file.verify();
            }
            segment.verify();
        }
    }

    /// Bytes per kind of block over all segments, in memory as on disk.
    public Map<String, Long> sizes() {
        TreeMap<String, Long> sizes = new TreeMap<>();
        segments.forEach(
                segment -> segment.blocks().sizes().forEach((name, bytes) -> sizes.merge(name, bytes, Long::sum)));
        return sizes;
    }
}
