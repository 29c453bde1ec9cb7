package dev.corridor.map.living;

/// How often two groups of journeys have one mark.
///
/// @param shareA of the first group's journeys, 0 to 1
/// @param shareB of the second group's journeys, 0 to 1
/// @param significant whether the interval of the difference leaves out 0
public record Difference(double shareA, double shareB, boolean significant) {
    public Difference {
        if (!(shareA >= 0 && shareA <= 1 && shareB >= 0 && shareB <= 1)) {
            throw new IllegalStateException("shares " + shareA + " and " + shareB);
        }
    }
}
