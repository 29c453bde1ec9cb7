package dev.corridor.app.shared.web;

import dev.corridor.engine.error.CorridorException;

/// What can go wrong with a request, whichever page or API endpoint it is for.
public enum PageError implements HttpError {
    /// A request that cannot be understood: a missing or malformed value.
    BAD_REQUEST(4301, 400, Kind.USER),
    /// The caller may not do this.
    NOT_ALLOWED(4302, 403, Kind.USER),
    /// A form that was sent without the token that the page gave it.
    FORM_OUT_OF_DATE(4303, 403, Kind.USER),
    /// An address, or something that an address names, that is not there.
    NOT_FOUND(4304, 404, Kind.USER),
    /// An address that does not take this method.
    WRONG_METHOD(4305, 405, Kind.USER),
    /// An upload beyond the limit.
    TOO_LARGE(4306, 413, Kind.USER),
    /// A bug.
    UNEXPECTED(4307, 500, Kind.INTERNAL),
    /// The database does not answer.
    NOT_READY(4308, 503, Kind.RESOURCES),
    /// The caller is not signed in and sent no token that holds.
    NOT_SIGNED_IN(4309, 401, Kind.USER),
    /// The caller takes no answer of the kind that the address gives.
    NOT_ACCEPTABLE(4310, 406, Kind.USER);

    private final int number;
    private final int status;
    private final Kind kind;

    PageError(int number, int status, Kind kind) {
        this.number = number;
        this.status = status;
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

    @Override
    public int status() {
        return status;
    }

    /// To throw where something that an address names is not there.
    ///
    /// @param sentence what is not there
    public static CorridorException notFound(String sentence) {
        return new CorridorException(NOT_FOUND, sentence, "Check the address, or go back and choose again.");
    }

    /// To throw where a value of a request is not one of those there are.
    ///
    /// @param sentence what is wrong with it
    public static CorridorException bad(String sentence) {
        return new CorridorException(BAD_REQUEST, sentence, "Go back and choose again.");
    }
}
