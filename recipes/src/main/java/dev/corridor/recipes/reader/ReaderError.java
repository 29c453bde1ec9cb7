package dev.corridor.recipes.reader;

import dev.corridor.engine.error.ErrorCode;

/// The readers' error codes: nothing of the file can be used. What spoils one row only is a [Reject].
public enum ReaderError implements ErrorCode {
    /// A file or folder that is not there.
    FILE_MISSING(2001, Kind.USER),
    /// A file that cannot be opened or read to its end.
    FILE_UNREADABLE(2002, Kind.RESOURCES),
    /// A file without a single byte of content, or without a header.
    EMPTY_FILE(2003, Kind.DATA),
    /// A file whose content is in no format that can be read.
    NOT_A_TABLE(2004, Kind.DATA),
    /// A gzip file that is cut short or has a wrong checksum.
    GZIP_DAMAGED(2005, Kind.DATA),
    /// A compressed file that grows beyond what real data do.
    TOO_MUCH_EXPANSION(2006, Kind.DATA),
    /// XML that is not well-formed, or no event log.
    XML_BROKEN(2007, Kind.DATA),
    /// XML with a document type or entities, which are never followed.
    XML_REFUSED(2008, Kind.DATA),
    /// A Parquet file that cannot be read.
    PARQUET_DAMAGED(2009, Kind.DATA),
    /// A delimiter, quote or encoding that cannot be used.
    OPTION_INVALID(2010, Kind.USER),
    /// A time pattern or zone that cannot be used.
    TIME_PATTERN(2011, Kind.USER),
    /// A header that cannot be read.
    HEADER_BROKEN(2012, Kind.DATA);

    private final int number;
    private final Kind kind;

    ReaderError(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
