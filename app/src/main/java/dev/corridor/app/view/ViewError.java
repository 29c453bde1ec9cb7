package dev.corridor.app.view;

import dev.corridor.app.shared.web.HttpError;

/// What can be wrong with a saved view.
public enum ViewError implements HttpError {
    NO_SUCH_VIEW(4361, 404),
    /// A name or description that is missing, too long or holds what nobody can read.
    BAD_VIEW_NAME(4362, 422),
    /// An address that is no page of the data set.
    BAD_VIEW_ADDRESS(4363, 422),
    /// A change by somebody who neither owns the view nor runs the product.
    NOT_THE_OWNER(4364, 403),
    /// Views belong to people; a token is none.
    NOT_A_PERSON(4365, 400);

    private final int number;
    private final int status;

    ViewError(int number, int status) {
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
