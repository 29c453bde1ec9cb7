package dev.corridor.statistics.disclosure;

/// The counts that a hidden cell may have, for somebody who knows all that is shown.
///
/// @param low smallest
/// @param high largest; `Long.MAX_VALUE` where nothing bounds it
public record Range(long low, long high) {
    /// How far the cell is left open.
    public long width() {
        return high == Long.MAX_VALUE ? high : high - low;
    }
}
