package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;

/// A coefficient of a regression with its error and its test against zero.
///
/// @param name of the column, `(constant)` for the constant
/// @param standardError of the value, in the unit of the value
/// @param degreesOfFreedom of the t distribution behind interval and p; infinite for the normal one
/// @param p two-sided, 0 to 1
public record Coefficient(String name, Estimate estimate, double standardError, double degreesOfFreedom, double p) {
    /// The name of the constant.
    public static final String CONSTANT = "(constant)";
}
