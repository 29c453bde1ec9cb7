package dev.corridor.app.interaction;

/// The number of an import; later imports have larger ones.
public record ImportId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
