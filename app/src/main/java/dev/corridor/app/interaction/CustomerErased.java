package dev.corridor.app.interaction;

/// A customer was erased from a data set: answers that were found before may not be shown any more.
public record CustomerErased(DataSetId set) {}
