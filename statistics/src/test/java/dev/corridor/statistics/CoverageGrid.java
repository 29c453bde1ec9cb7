package dev.corridor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Shares of simulated samples in which something held, one per point of a grid of parameters.
public final class CoverageGrid {
    private final String name;
    private final StringBuilder table = new StringBuilder();
    private double sum;
    private double least = 1;
    private double most;
    private int points;
    private int fewest = Integer.MAX_VALUE;

    public CoverageGrid(String name) {
        this.name = name;
    }

    /// @param held draws a sample and tells whether it held there
    public void add(String parameters, int repetitions, BooleanSupplier held) {
        int count = 0;
        for (int i = 0; i < repetitions; i++) {
            if (held.getAsBoolean()) {
                count++;
            }
        }
        double share = (double) count / repetitions;
        sum += share;
        least = Math.min(least, share);
        most = Math.max(most, share);
        points++;
        fewest = Math.min(fewest, repetitions);
        table.append(String.format(Locale.ROOT, "%n  %-32s %.3f", parameters, share));
    }

    /// The promise of intervals at 95 %: mean coverage of at least 0.93 over the grid.
    ///
    /// @param floor that no single point falls below
    public void assertCovers(double floor) {
        assertThat(sum / points).as(this::toString).isGreaterThanOrEqualTo(0.93);
        assertThat(least).as(this::toString).isGreaterThanOrEqualTo(floor);
    }

    /// The same promise and floor for a simulation at length.
    public void assertCoversAtLength(double floor) {
        assertThat(sum / points)
                .as(this::toString)
                .isGreaterThanOrEqualTo(0.93 - Repetitions.chance(0.93, (double) points * fewest));
        assertThat(least).as(this::toString).isGreaterThanOrEqualTo(floor - Repetitions.chance(floor, fewest));
    }

    /// That what must be rare is rare at every point of a simulation at length.
    public void assertAtMostAtLength(double share) {
        assertThat(most).as(this::toString).isLessThanOrEqualTo(share + Repetitions.chance(share, fewest));
    }

    /// That what must be rare is rare at every point.
    public void assertAtMost(double share) {
        assertThat(most).as(this::toString).isLessThanOrEqualTo(share);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s: mean %.3f, least %.3f, most %.3f%s", name, sum / points, least, most, table);
    }
}
