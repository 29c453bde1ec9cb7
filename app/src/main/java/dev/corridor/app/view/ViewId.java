package dev.corridor.app.view;

/// The number of a saved view.
public record ViewId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
