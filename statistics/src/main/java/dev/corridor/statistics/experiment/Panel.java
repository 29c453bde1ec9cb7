package dev.corridor.statistics.experiment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Outcomes of units over time with the periods in which each was treated; several outcomes of one unit in
/// one period are added up. Panels of disjoint rows merge to the panel of all rows.
public final class Panel {
    /// Sums of one unit in one period.
    ///
    /// @param rows outcomes, at least 1
    /// @param total their sum
    record Cell(int unit, int period, long rows, double total, boolean treated) {
        Cell add(Cell other) {
            if (treated != other.treated) {
                throw new IllegalArgumentException(
                        "unit " + unit + " is both treated and untreated in period " + period);
            }
            return new Cell(unit, period, rows + other.rows, total + other.total, treated);
        }

        double mean() {
            return total / rows;
        }
    }

    private record Place(int unit, int period) {}

    private final Map<Place, Cell> cells = new HashMap<>();
    private long leftOut;

    /// An outcome that is not finite is left out and counted.
    ///
    /// @param period consecutive periods differ by 1
    /// @param treated whether the unit is treated in this period
    /// @throws IllegalArgumentException if the unit was said to be the opposite in this period
    public void add(int unit, int period, boolean treated, double outcome) {
        if (Double.isFinite(outcome)) {
            put(new Cell(unit, period, 1, outcome, treated));
        } else {
            leftOut++;
        }
    }

    /// The panel of the rows of both.
    public Panel merge(Panel other) {
        Panel merged = new Panel();
        cells.values().forEach(merged::put);
        other.cells.values().forEach(merged::put);
        merged.leftOut = leftOut + other.leftOut;
        return merged;
    }

    public long rows() {
        return cells.values().stream().mapToLong(Cell::rows).sum();
    }

    public long leftOut() {
        return leftOut;
    }

    Collection<Cell> cells() {
        Map<Integer, Map<Integer, Cell>> sorted = new TreeMap<>();
        cells.values()
                .forEach(cell -> sorted.computeIfAbsent(cell.unit, unit -> new TreeMap<>())
                        .put(cell.period, cell));
        return sorted.values().stream().flatMap(unit -> unit.values().stream()).toList();
    }

    private void put(Cell cell) {
        cells.merge(new Place(cell.unit, cell.period), cell, Cell::add);
    }
}
