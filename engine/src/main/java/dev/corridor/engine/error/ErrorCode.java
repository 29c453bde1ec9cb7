package dev.corridor.engine.error;

/// A stable error code: the same number and name on the command line, in the API and in the log.
/// Numbers are never reused. Ranges: engine 1000-1999, recipes and readers 2000-2999, command line 3000-3999.
public interface ErrorCode {
    /// The stable number, printed as `C1001`.
    int number();

    /// The name of the enum constant, in capitals.
    String name();

    /// Who can mend it.
    Kind kind();

    /// Whether the user's request, the data, the machine's resources or the program is at fault.
    enum Kind {
        USER,
        DATA,
        RESOURCES,
        INTERNAL
    }
}
