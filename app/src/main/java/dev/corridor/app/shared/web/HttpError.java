package dev.corridor.app.shared.web;

import dev.corridor.engine.error.ErrorCode;

/// An error code that says which HTTP status goes with it. Others get the status of their kind.
public interface HttpError extends ErrorCode {
    int status();
}
