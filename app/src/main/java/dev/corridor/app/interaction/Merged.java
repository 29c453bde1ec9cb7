package dev.corridor.app.interaction;

/// What an import changed.
///
/// @param rowsNew source rows that were not there
/// @param rowsReplaced source rows that stand in place of an older version
/// @param rowsUnchanged source rows that were there already
/// @param interactions that were added, those of replaced rows too
/// @param erased interactions left out because their customer was erased
/// @param parts parts of the engine's store that changed, one bit each
record Merged(long rowsNew, long rowsReplaced, long rowsUnchanged, long interactions, long erased, long parts) {}
