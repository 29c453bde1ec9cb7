package dev.corridor.recipes.reader;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// A check of every page header of a Parquet file before the library reads it, which trusts them: a wrong
/// length keeps it waiting for ever, or lets the native Snappy decoder write beyond its buffer.
///
/// Holds afterwards: chunks lie in the file; the pages of a chunk follow each other within it and have as
/// many values as its footer tells; a Snappy block unpacks to the length that its page has told. Headers
/// are in Thrift's compact protocol (parquet-format, `PageHeader`).
final class ParquetPages {
    private static final int MAGIC = 4;
    private static final int FOOTER = 8;
    private static final int FIRST_WINDOW = 1 << 12;
    private static final int MOST_HEADER = 1 << 24;
    private static final int MOST_PAGE = 1 << 29;
    private static final int MOST_NESTED = 16;
    private static final int DATA = 0;
    private static final int DATA_V2 = 3;

    private final StoredParquet file;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int type;
    private int unpacked;
    private int packed;
    private int values;
    private int levels;
    private boolean compressed;

    private ParquetPages(StoredParquet file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException where the file contradicts itself
    static void check(StoredParquet file, FileMetaData footer) throws IOException {
        ParquetPages pages = new ParquetPages(file);
        long rows = 0;
        for (RowGroup group : footer.rowGroups()) {
            require(group.numRows() >= 0);
            rows += group.numRows();
            for (ColumnChunk chunk : group.columns()) {
                pages.checkChunk(chunk, group.numRows());
            }
        }
        require(rows == footer.numRows());
    }

    private void checkChunk(ColumnChunk chunk, long rows) throws IOException {
        ColumnMetaData column = chunk.metaData();
        long at = chunk.chunkStartOffset();
        long length = column.totalCompressedSize();
        long end = at + length;
        require(at >= MAGIC && length >= 0 && end >= at && end <= file.length() - FOOTER);
        require(column.numValues() >= rows);
        require(column.dataPageOffset() >= at && (column.dataPageOffset() < end || column.numValues() == 0));
        long left = column.numValues();
        while (left > 0) {
            long body = at + header(at, end);
            require(unpacked >= 0 && unpacked <= MOST_PAGE && packed >= 0 && packed <= end - body);
            boolean data = type == DATA || type == DATA_V2;
            require(values >= 0 && levels >= 0 && levels <= packed && levels <= unpacked);
            if (column.codec() == CompressionCodec.SNAPPY && compressed && packed > levels) {
                require(snappyLength(body + levels, packed - levels) == unpacked - levels);
            }
            if (data) {
                require(values <= left);
                left -= values;
            }
            at = body + packed;
        }
    }

    /// Reads the header at an offset and gives its length.
    private int header(long at, long end) throws IOException {
        for (int window = FIRST_WINDOW; ; window *= 8) {
            int size = (int) Math.min(window, end - at);
            require(size > 0 && window <= MOST_HEADER);
            bytes = file.readRange(at, size);
            try {
                type = -1;
                unpacked = -1;
                packed = -1;
                values = 0;
                levels = 0;
                compressed = true;
                struct(0, 0);
                require(type >= DATA && type <= DATA_V2);
                return bytes.position();
            } catch (BufferUnderflowException e) {
                require(size == window);
            }
        }
    }

    /// @param page the page type whose part of the header this is, told by its field number; 0 for the
    /// header itself
    private void struct(int page, int depth) {
        require(depth < MOST_NESTED);
        int field = 0;
        for (; ; ) {
            int head = bytes.get() & 0xff;
            if (head == 0) {
                return;
            }
            int kind = head & 15;
            field = head >> 4 == 0 ? (int) signed() : field + (head >> 4);
            if (page == 0 && kind == 12 && (field == 5 || field == 7 || field == 8)) {
                struct(field, depth + 1);
            } else if (kind == 5) {
                take(page, field, (int) signed());
            } else if (page == 8 && field == 7) {
                compressed = kind == 1;
            } else {
                skip(kind, depth);
            }
        }
    }

    private void take(int page, int field, int value) {
        if (page == 0) {
            type = field == 1 ? value : type;
            unpacked = field == 2 ? value : unpacked;
            packed = field == 3 ? value : packed;
        } else if (page > 0) {
            values = field == 1 ? value : values;
            if (page == 8 && (field == 5 || field == 6)) {
                require(value >= 0 && levels <= MOST_PAGE && value <= MOST_PAGE);
                levels += value;
            }
        }
    }

    private void skip(int kind, int depth) {
        switch (kind) {
            case 1, 2 -> {
                // the value is in the kind
            }
            case 3 -> bytes.get();
            case 4, 5, 6 -> signed();
            case 7 -> bytes.getDouble();
            case 8 -> move(unsigned());
            case 9, 10 -> {
                int head = bytes.get() & 0xff;
                long count = head >> 4 == 15 ? unsigned() : head >> 4;
                require(count <= MOST_HEADER);
                for (long i = 0; i < count; i++) {
                    skipElement(head & 15, depth);
                }
            }
            case 12 -> struct(-1, depth + 1);
            default -> require(false);
        }
    }

    private void skipElement(int kind, int depth) {
        require(depth < MOST_NESTED);
        if (kind == 1 || kind == 2) {
            bytes.get();
        } else {
            skip(kind, depth + 1);
        }
    }

    private void move(long count) {
        require(count <= MOST_HEADER);
        if (count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
    }

    private long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = bytes.get();
            value |= (part & 127L) << shift;
            if (part >= 0) {
                require(value >= 0);
                return value;
            }
        }
        throw new IllegalArgumentException("it contradicts itself");
    }

    private long snappyLength(long at, int length) throws IOException {
        bytes = file.readRange(at, Math.min(length, 10));
        try {
            return unsigned();
        } catch (BufferUnderflowException e) {
            return -1;
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("it contradicts itself");
        }
    }
}
