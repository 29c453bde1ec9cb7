package dev.corridor.engine.format;

import static dev.corridor.engine.format.Layouts.INT;
import static dev.corridor.engine.format.Layouts.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;

/// The one file that knows how blocks lie in a file. Little-endian throughout.
///
/// ```
/// offset 0   header, 32 bytes
///            0  magic "CORRIDOR"            8 bytes
///            8  format version              4 bytes: 2 with a block PARTS, else 1
///            12 number of blocks            4 bytes
///            16 offset of the directory     8 bytes
///            24 length of the file          8 bytes
/// 32         blocks, each at a multiple of 64, zeros between
/// directory  per block, 32 bytes, sorted by kind and sub
///            0  kind                        4 bytes
///            4  sub (attribute id or 0)     4 bytes
///            8  offset                      8 bytes
///            16 length                      8 bytes
///            24 CRC32C of the bytes         4 bytes
///            28 zero                        4 bytes
/// footer     0  CRC32C of header and directory  4 bytes
///            4  magic "RDOC"                4 bytes
/// ```
///
/// Opening checks header, directory, footer and lengths; a block's checksum is checked before its bytes are
/// first handed out. Damage is a [CorridorException] with the code `STORE_DAMAGED` and the file, block and
/// offset; never zeros.
public final class BlockFile implements Blocks {
    private static final long MAGIC = 0x524f444952524f43L;
    private static final int FOOTER_MAGIC = 0x434f4452;
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 32;
    private static final int ENTRY_BYTES = 32;
    private static final int FOOTER_BYTES = 8;
    private static final int ALIGNMENT = 64;
    private static final int MAX_BLOCKS = 100_000;
    private static final int COPY_BYTES = 1 << 15;

    private final Path path;
    private final Map<MemoryBlocks.Key, Entry> entries;
    private final int checksum;

    private record Entry(MemorySegment bytes, long offset, int checksum, AtomicBoolean checked) {}

    private BlockFile(Path path, Map<MemoryBlocks.Key, Entry> entries, int checksum) {
        this.path = path;
        this.entries = entries;
        this.checksum = checksum;
    }

    /// The checksum over header and directory, and so over all blocks' checksums: the identity of the file's
    /// content.
    public int checksum() {
        return checksum;
    }

    public Path path() {
        return path;
    }

    /// Writes the blocks and forces them to the disk.
    ///
    /// @return the checksum over header and directory
    public static int write(Path path, Blocks blocks) throws IOException {
        SequencedMap<MemoryBlocks.Key, MemorySegment> all = MemoryBlocks.all(blocks);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            long position = HEADER_BYTES;
            MemorySegment directory = arena.allocate((long) all.size() * ENTRY_BYTES);
            long entry = 0;
            for (Map.Entry<MemoryBlocks.Key, MemorySegment> block : all.entrySet()) {
                position = (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
                MemorySegment bytes = block.getValue();
                writeFully(channel, bytes, position);
                directory.set(INT, entry, block.getKey().block().number());
                directory.set(INT, entry + 4, block.getKey().sub());
                directory.set(LONG, entry + 8, position);
                directory.set(LONG, entry + 16, bytes.byteSize());
                directory.set(INT, entry + 24, checksum(bytes));
                position += bytes.byteSize();
                entry += ENTRY_BYTES;
            }
            position = (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            MemorySegment header = arena.allocate(HEADER_BYTES);
            header.set(LONG, 0, MAGIC);
            header.set(INT, 8, blocks.has(Block.PARTS) ? VERSION : 1);
            header.set(INT, 12, all.size());
            header.set(LONG, 16, position);
            header.set(LONG, 24, position + directory.byteSize() + FOOTER_BYTES);
            int checksum = checksum(header, directory);
            MemorySegment footer = arena.allocate(FOOTER_BYTES);
            footer.set(INT, 0, checksum);
            footer.set(INT, 4, FOOTER_MAGIC);
            writeFully(channel, directory, position);
            writeFully(channel, footer, position + directory.byteSize());
            writeFully(channel, header, 0);
            channel.force(true);
            return checksum;
        }
    }

    /// Opens a file: maps it and checks header, directory, footer and lengths.
    public static BlockFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long length = channel.size();
            if (length < HEADER_BYTES + FOOTER_BYTES) {
                throw damaged(path, "it is only " + length + " bytes long", 0);
            }
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.ofAuto());
            return guarded(path, () -> read(path, file));
        } catch (NoSuchFileException e) {
            throw new CorridorException(
                    EngineError.STORE_MISSING,
                    "There is no file " + path + ".",
                    "Give the folder of a store written by --save.",
                    e);
        } catch (IOException e) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The file " + path + " cannot be read: " + e.getMessage() + ".",
                    "Check the disk and the permissions.",
                    e);
        }
    }

    private static BlockFile read(Path path, MemorySegment file) {
        if (file.get(LONG, 0) != MAGIC) {
            throw damaged(path, "it does not begin as a Corridor file", 0);
        }
        int version = file.get(INT, 8);
        if (version > VERSION) {
            throw new CorridorException(
                    EngineError.STORE_VERSION,
                    "The file " + path + " has format version " + version + "; this program reads up to " + VERSION
                            + ".",
                    "Use the newer program that wrote it, or build the store again from its source.");
        }
        int count = file.get(INT, 12);
        long directoryOffset = file.get(LONG, 16);
        long length = file.get(LONG, 24);
        if (version < 1 || count < 0 || count > MAX_BLOCKS) {
            throw damaged(path, "its header makes no sense", 8);
        }
        if (length != file.byteSize()) {
            throw damaged(path, "it should be " + length + " bytes long and is " + file.byteSize(), 24);
        }
        if (directoryOffset < HEADER_BYTES || directoryOffset != length - FOOTER_BYTES - (long) count * ENTRY_BYTES) {
            throw damaged(path, "its directory is not where it should be", 16);
        }
        MemorySegment directory = file.asSlice(directoryOffset, (long) count * ENTRY_BYTES);
        long footer = length - FOOTER_BYTES;
        int checksum = checksum(file.asSlice(0, HEADER_BYTES), directory);
        if (file.get(INT, footer + 4) != FOOTER_MAGIC || file.get(INT, footer) != checksum) {
            throw damaged(path, "the checksum of its directory is wrong", footer);
        }
        Map<MemoryBlocks.Key, Entry> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            long entry = (long) i * ENTRY_BYTES;
            Block block = Block.of(directory.get(INT, entry));
            int sub = directory.get(INT, entry + 4);
            long offset = directory.get(LONG, entry + 8);
            long bytes = directory.get(LONG, entry + 16);
            if (block == null
                    || offset < HEADER_BYTES
                    || offset % ALIGNMENT != 0
                    || bytes < 0
                    || bytes > directoryOffset - offset) {
                throw damaged(path, "entry " + i + " of its directory makes no sense", directoryOffset + entry);
            }
            entries.put(
                    new MemoryBlocks.Key(block, sub),
                    new Entry(
                            file.asSlice(offset, bytes), offset, directory.get(INT, entry + 24), new AtomicBoolean()));
        }
        return new BlockFile(path, entries, checksum);
    }

    @Override
    public boolean has(Block block, int sub) {
        return entries.containsKey(new MemoryBlocks.Key(block, sub));
    }

    @Override
    public MemorySegment get(Block block, int sub) {
        Entry entry = entries.get(new MemoryBlocks.Key(block, sub));
        if (entry == null) {
            throw damaged(path, "the block " + block + "/" + sub + " is missing", 0);
        }
        if (!entry.checked.get()) {
            check(block, sub, entry);
            entry.checked.set(true);
        }
        return entry.bytes;
    }

    SequencedMap<MemoryBlocks.Key, MemorySegment> all() {
        TreeMap<MemoryBlocks.Key, MemorySegment> all = new TreeMap<>();
        entries.keySet().forEach(key -> all.put(key, get(key.block(), key.sub())));
        return all;
    }

    /// Checks every block's checksum, also of blocks that were checked before.
    public void verify() {
        entries.forEach((key, entry) -> check(key.block(), key.sub(), entry));
    }

    @Override
    public SequencedMap<String, Long> sizes() {
        TreeMap<String, Long> sizes = new TreeMap<>();
        entries.forEach((key, entry) -> sizes.put(key.toString(), entry.bytes.byteSize()));
        return sizes;
    }

    private void check(Block block, int sub, Entry entry) {
        int found = guarded(path, () -> checksum(entry.bytes));
        if (found != entry.checksum) {
            throw damaged(path, "the checksum of the block " + block + "/" + sub + " is wrong", entry.offset);
        }
    }

    /// Runs a read of mapped memory; a file that was cut meanwhile becomes a coded error instead of a fault.
    static <T> T guarded(Path path, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (InternalError e) {
            throw cut(path.toString(), e);
        }
    }

    /// The error for a mapped file that was cut while it was read.
    ///
    /// @param path the file, or the folder where it is not known which one was cut
    public static CorridorException cut(String path, InternalError cause) {
        return new CorridorException(
                EngineError.STORE_DAMAGED,
                "The store in " + path + " was cut while it was read.",
                "Build the store again from its source, or restore its folder from a backup.",
                cause);
    }

    private static CorridorException damaged(Path path, String what, long offset) {
        return new CorridorException(
                EngineError.STORE_DAMAGED,
                "The file " + path + " is damaged at byte " + offset + ": " + what + ".",
                "Build the store again from its source, or restore its folder from a backup.");
    }

    /// Bytes are copied out before they are summed up: where a mapped file was cut, a copy fails with an error,
    /// and summing them up in place with a fault that ends the process.
    private static int checksum(MemorySegment... parts) {
        CRC32C crc = new CRC32C();
        byte[] copy = new byte[COPY_BYTES];
        for (MemorySegment part : parts) {
            for (long from = 0; from < part.byteSize(); from += COPY_BYTES) {
                int length = (int) Math.min(COPY_BYTES, part.byteSize() - from);
                MemorySegment.copy(part, JAVA_BYTE, from, copy, 0, length);
                crc.update(copy, 0, length);
            }
        }
        return (int) crc.getValue();
    }

    private static void writeFully(FileChannel channel, MemorySegment bytes, long position) throws IOException {
        for (long from = 0; from < bytes.byteSize(); from += 1 << 30) {
            var buffer = bytes.asSlice(from, Math.min(1 << 30, bytes.byteSize() - from))
                    .asByteBuffer();
            long at = position + from;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        }
    }

    /// The bytes of a block as an array.
    public static byte[] bytes(MemorySegment block) {
        return block.toArray(JAVA_BYTE);
    }
}
