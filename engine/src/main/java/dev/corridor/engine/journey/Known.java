package dev.corridor.engine.journey;

/// When an attribute's value becomes known within a journey; an analysis may adjust only for what was known
/// before.
public sealed interface Known {
    /// Known when the journey begins.
    record AtStart() implements Known {}

    /// Known when the journey passes the touchpoint.
    record AtTouchpoint(String touchpoint) implements Known {}

    /// Known only when the journey is over; the default.
    record AtEnd() implements Known {}
}
