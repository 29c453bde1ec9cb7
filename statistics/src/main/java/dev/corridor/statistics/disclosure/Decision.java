package dev.corridor.statistics.disclosure;

import dev.corridor.statistics.Note;

/// Whether a figure may be published.
public sealed interface Decision {
    record Allowed() implements Decision {}

    record Refused(Note reason) implements Decision {}
}
