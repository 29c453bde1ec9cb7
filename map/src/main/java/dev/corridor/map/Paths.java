package dev.corridor.map;

import java.util.List;

/// The distinct paths, most used first, and what the table does not list.
///
/// @param listed by falling count; equal counts in order of first occurrence
/// @param otherPaths distinct paths that are not listed; 0 if all are
/// @param otherJourneys journeys on them
public record Paths(List<Path> listed, long otherPaths, long otherJourneys) {
    public Paths {
        listed = listed instanceof PathTable ? listed : List.copyOf(listed);
    }

    public long distinct() {
        return listed.size() + otherPaths;
    }
}
