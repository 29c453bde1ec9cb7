package dev.corridor.app.discovery;

import dev.corridor.app.shared.web.HttpError;

/// What can be wrong with lists of journeys and with calls of the API.
public enum ListError implements HttpError {
    /// The data changed while somebody paged through a list.
    LIST_CHANGED(4341, 409),
    NO_SUCH_JOURNEY(4342, 404),
    /// A value of a call that is none of those there are.
    BAD_PARAMETER(4401, 400);

    private final int number;
    private final int status;

    ListError(int number, int status) {
        this.number = number;
        this.status = status;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public int status() {
        return status;
    }
}
