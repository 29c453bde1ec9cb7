package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.Around;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What journeys meet up to three steps before and after their first visit to a touchpoint.
///
/// @param journeys that visit it: what every column sums to
/// @param columns by distance, from the farthest before to the farthest after
public record Surroundings(String touchpoint, long journeys, List<Column> columns) {
    private static final int STEPS = 3;
    private static final int LISTED = 8;

    /// One distance.
    ///
    /// @param distance -3 to -1 and 1 to 3
    /// @param cells most journeys first
    /// @param others the other touchpoints together; empty where there is none
    /// @param beyond journeys that do not reach so far, as they start or end before
    public record Column(int distance, List<Cell> cells, Optional<Others> others, long beyond, Filter beyondFilter) {
        public boolean before() {
            return distance < 0;
        }
    }

    /// One touchpoint at a distance.
    ///
    /// @param filter for exactly these journeys
    public record Cell(String touchpoint, long journeys, Filter filter) {}

    /// The touchpoints at a distance that are not listed.
    public record Others(int touchpoints, long journeys, Filter filter) {}

    /// @param touchpoint of the data
    public static Surroundings of(Answered answered, String touchpoint) {
        Names names = answered.snapshot().store().touchpoints();
        int code =
                names.code(touchpoint).orElseThrow(() -> new IllegalArgumentException("no touchpoint " + touchpoint));
        Around around = Around.of(answered.selection(), code, STEPS);
        List<Column> columns = IntStream.rangeClosed(-STEPS, STEPS)
                .filter(distance -> distance != 0)
                .mapToObj(distance -> column(around, names, touchpoint, distance))
                .toList();
        Column next = columns.get(STEPS);
        long journeys = next.beyond()
                + next.cells().stream().mapToLong(Cell::journeys).sum()
                + next.others().map(Others::journeys).orElse(0L);
        return new Surroundings(touchpoint, journeys, columns);
    }

    private static Column column(Around around, Names names, String own, int distance) {
        List<Cell> cells = new ArrayList<>();
        for (int code = 0; code < names.size(); code++) {
            long journeys = around.at(distance, code);
            if (journeys > 0) {
                String name = names.name(code);
                cells.add(new Cell(name, journeys, at(own, distance, new PathPattern.Touchpoint(name))));
            }
        }
        cells.sort(Comparator.comparingLong(Cell::journeys).reversed().thenComparing(Cell::touchpoint));
        boolean all = cells.size() <= LISTED + 1;
        List<Cell> listed = all ? cells : cells.subList(0, LISTED);
        return new Column(
                distance,
                List.copyOf(listed),
                all
                        ? Optional.empty()
                        : Optional.of(others(own, distance, listed, cells.subList(LISTED, cells.size()))),
                around.beyond(distance),
                beyond(own, distance));
    }

    private static Others others(String own, int distance, List<Cell> listed, List<Cell> left) {
        List<String> named = Stream.concat(
                        distance < 0 ? Stream.of(own) : Stream.empty(),
                        listed.stream().map(Cell::touchpoint))
                .toList();
        return new Others(
                left.size(),
                left.stream().mapToLong(Cell::journeys).sum(),
                at(own, distance, new PathPattern.NoneOf(named)));
    }

    /// The first visit is the one before which there is none, so that the pattern names it.
    private static Filter at(String own, int distance, PathPattern there) {
        List<PathPattern> parts = new ArrayList<>(List.of(new PathPattern.Start(), any(notOwn(own))));
        if (distance < 0) {
            parts.add(there);
            between(parts, notOwn(own), -distance - 1);
            parts.add(new PathPattern.Touchpoint(own));
        } else {
            parts.add(new PathPattern.Touchpoint(own));
            between(parts, new PathPattern.Any(), distance - 1);
            parts.add(there);
        }
        return PathFilters.sequence(parts);
    }

    private static Filter beyond(String own, int distance) {
        List<PathPattern> parts = new ArrayList<>();
        parts.add(new PathPattern.Start());
        if (distance < 0) {
            upTo(parts, notOwn(own), -distance - 1);
            parts.add(new PathPattern.Touchpoint(own));
        } else {
            parts.add(any(notOwn(own)));
            parts.add(new PathPattern.Touchpoint(own));
            upTo(parts, new PathPattern.Any(), distance - 1);
            parts.add(new PathPattern.End());
        }
        return PathFilters.sequence(parts);
    }

    private static PathPattern notOwn(String own) {
        return new PathPattern.NoneOf(List.of(own));
    }

    private static PathPattern any(PathPattern part) {
        return new PathPattern.Repeat(part, 0, OptionalInt.empty());
    }

    private static void between(List<PathPattern> parts, PathPattern part, int times) {
        if (times > 0) {
            parts.add(times == 1 ? part : new PathPattern.Repeat(part, times, OptionalInt.of(times)));
        }
    }

    private static void upTo(List<PathPattern> parts, PathPattern part, int times) {
        if (times > 0) {
            parts.add(new PathPattern.Repeat(part, 0, OptionalInt.of(times)));
        }
    }
}
