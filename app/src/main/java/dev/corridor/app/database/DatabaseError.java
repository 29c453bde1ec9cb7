package dev.corridor.app.database;

import dev.corridor.engine.error.ErrorCode;

/// What can be wrong with the data folder or the database; 4000-4049.
public enum DatabaseError implements ErrorCode {
    /// PostgreSQL did not start; the sentence has what it said last.
    NOT_STARTED(4000, Kind.RESOURCES),
    /// Corridor runs as root, and there is no way to run PostgreSQL as somebody else.
    RUNS_AS_ROOT(4001, Kind.RESOURCES),
    /// There is no PostgreSQL for this kind of machine in the product.
    NO_SOFTWARE(4002, Kind.RESOURCES),
    /// The database does not answer.
    UNREACHABLE(4003, Kind.RESOURCES),
    /// The database refuses the user or the password.
    WRONG_PASSWORD(4004, Kind.USER),
    /// The database is older than Corridor needs.
    TOO_OLD(4005, Kind.USER),
    /// The address of the database cannot be read.
    WRONG_ADDRESS(4006, Kind.USER),
    /// The data folder cannot be made, read or written.
    FOLDER_NOT_WRITABLE(4007, Kind.USER),
    /// Another server runs on the data folder.
    FOLDER_IN_USE(4008, Kind.USER),
    /// The disk that holds the data folder is full.
    DISK_FULL(4009, Kind.RESOURCES),
    /// The data folder was written by another major version of PostgreSQL.
    OTHER_MAJOR_VERSION(4010, Kind.DATA),
    /// The database keeps its texts in something other than UTF-8.
    WRONG_ENCODING(4011, Kind.USER),
    /// The database's tables cannot be brought to this version of Corridor.
    NOT_MIGRATED(4012, Kind.DATA);

    private final int number;
    private final Kind kind;

    DatabaseError(int number, Kind kind) {
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
