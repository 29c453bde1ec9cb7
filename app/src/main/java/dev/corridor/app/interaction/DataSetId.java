package dev.corridor.app.interaction;

/// The number of a data set.
public record DataSetId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
