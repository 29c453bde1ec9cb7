package dev.corridor.statistics.experiment;

/// One condition of a design, looked at in the data.
///
/// @param name stable, such as `parallel-before`
/// @param value the figure that was looked at
/// @param passed whether the condition may hold
public record Check(String name, double value, boolean passed) {}
