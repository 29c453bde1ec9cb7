package dev.corridor.app.interaction;

/// Interactions of a data set were imported, taken back or erased, and figures of this version can be asked for.
public record InteractionsChanged(DataSetId set, long version) {}
