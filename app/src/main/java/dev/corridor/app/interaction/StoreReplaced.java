package dev.corridor.app.interaction;

/// The store of a data set was made anew, or there is none any more: its files so far are deleted, and their bytes go
/// when nobody holds them.
public record StoreReplaced(DataSetId set) {}
