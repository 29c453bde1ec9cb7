package dev.corridor.map.living;

/// Which way the base line of a map runs.
public enum Form {
    /// From left to right.
    WIDE,
    /// From top to bottom, for narrow screens.
    TALL
}
