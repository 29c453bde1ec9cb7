package dev.corridor.app.command;

import dev.corridor.engine.error.ErrorCode;

/// What can be wrong when the server is started or stopped; 4050-4099.
public enum ServerError implements ErrorCode {
    /// Something listens on the port already.
    PORT_TAKEN(4050, Kind.USER),
    /// The address to listen on does not belong to this machine.
    ADDRESS_NOT_HERE(4051, Kind.USER),
    /// The server was asked to stop and did not.
    DOES_NOT_STOP(4052, Kind.RESOURCES),
    /// An option or a value that cannot be read.
    USAGE(4053, Kind.USER),
    /// The sample company could not be loaded.
    SAMPLE_NOT_LOADED(4054, Kind.RESOURCES),
    /// The demo was to be shown to other machines.
    DEMO_FOR_OTHERS(4055, Kind.USER),
    /// A bug.
    INTERNAL(4099, Kind.INTERNAL);

    private final int number;
    private final Kind kind;

    ServerError(int number, Kind kind) {
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
