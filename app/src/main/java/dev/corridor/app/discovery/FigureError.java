package dev.corridor.app.discovery;

import dev.corridor.app.shared.web.HttpError;

/// What can be wrong with a question.
public enum FigureError implements HttpError {
    BAD_TIME(4351, 400),
    UNKNOWN_MARK(4352, 400),
    LIST_CLOSED(4353, 403),
    BAD_CURSOR(4354, 400),
    /// The data changed while somebody paged through a list.
    LIST_CHANGED(4355, 409),
    NO_SUCH_VIEW(4356, 404),
    /// An address that is no page of the data set, a name that cannot be used.
    BAD_VIEW(4357, 422),
    NO_SUCH_JOURNEY(4358, 404),
    NO_PICTURE(4359, 500);

    private final int number;
    private final int status;

    FigureError(int number, int status) {
        this.number = number;
        this.status = status;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Kind kind() {
        return status >= 500 ? Kind.INTERNAL : Kind.USER;
    }

    @Override
    public int status() {
        return status;
    }
}
