package dev.corridor.engine.error;

/// The engine's error codes.
public enum EngineError implements ErrorCode {
    /// More distinct touchpoints than the format can number.
    TOO_MANY_TOUCHPOINTS(1001, Kind.DATA),
    /// A filter, path pattern or journey rule that cannot be read; the sentence names the column.
    FILTER_SYNTAX(1002, Kind.USER),
    /// A filter names a touchpoint or attribute that the data do not have.
    UNKNOWN_NAME(1003, Kind.USER),
    /// A store file is not a store, is cut short or has a wrong checksum.
    STORE_DAMAGED(1004, Kind.DATA),
    /// A store written by a newer version.
    STORE_VERSION(1005, Kind.USER),
    /// A store folder could not be written, or would be overwritten.
    STORE_NOT_WRITTEN(1006, Kind.RESOURCES),
    /// A file or folder that is not there.
    STORE_MISSING(1007, Kind.USER),
    /// A journey, value or time outside what the format can hold.
    OUT_OF_RANGE(1008, Kind.DATA),
    /// Serialised summary bytes that cannot be read.
    SUMMARY_DAMAGED(1009, Kind.DATA),
    /// A pattern or filter that is too large to be compiled.
    TOO_COMPLEX(1010, Kind.USER),
    /// Parts of a store cannot be replaced: it has another schema, or was written before parts were told
    /// apart.
    STORE_NOT_REPLACEABLE(1011, Kind.DATA);

    private final int number;
    private final Kind kind;

    EngineError(int number, Kind kind) {
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
