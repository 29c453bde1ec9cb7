package dev.corridor.map.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cheapest way of a track through the free cells of a [Raster]: short, with few bends and few crossings.
final class Router {
    private static final int BEND = 6;
    private static final int CROSSING = 4;
    private static final int DEAR = 3;
    private static final int WRONG_SIDE = 14;
    private static final int UNDERSIDE = 2;

    /// Pixels around a mark that nothing else may take.
    static final double MARK_GAP = 1;

    private static final double BESIDE_MARK = Raster.THIN / 2 + MARK_GAP;

    /// Searches whose costs are told apart without clearing the table of costs.
    private static final int EPOCHS = 1 << 10;

    private static final int COST_BITS = 20;
    private static final int MOST_COST = (1 << COST_BITS) - 1;

    private static final byte START = 0;
    private static final byte TURN = 1;
    private static final byte ON = 2;
    private static final byte BACK = 3;

    private final Raster raster;

    /// The least cost of each state in this search, with the searches still to come above it: what an earlier search
    /// left is dearer than anything this one finds.
    private final int[] cost;

    /// The move that led to each state.
    private final byte[] before;

    /// One more than the price of ending in each state; 0 where no way ends.
    private final byte[] goals;

    private final List<Integer> goalStates = new ArrayList<>();
    private final int floor;
    private final int cells;
    private final Effort effort;
    private int beside;
    private int epoch;
    private int lowest;
    private int[][] buckets = new int[256][];
    private int[] filled = new int[256];

    /// @param floor the last row that may be taken
    /// @param effort where it is spent there is no way any more
    Router(Raster raster, int floor, Effort effort) {
        this.effort = effort;
        this.raster = raster;
        this.floor = floor;
        this.cells = raster.cell(0, floor + 1);
        this.cost = new int[cells * 2];
        this.before = new byte[cells * 2];
        this.goals = new byte[cells * 2];
    }

    /// Corners from the one mark to the other; empty where there is no way.
    List<Point> way(Box from, Box to, double width) {
        begin(width);
        for (int[] door : doors(to, false)) {
            goal(door[0], door[1]);
        }
        int[] reach = {Raster.at(to.x()), Raster.at(to.right()), Raster.at(to.y()), Raster.at(to.bottom())};
        int last = search(from, true, reach);
        return last < 0 ? List.of() : corners(last, from, to);
    }

    /// Corners from a mark straight down onto the last row, where nothing hinders it from leading on down; empty where
    /// there is no way.
    ///
    /// @param deepest row below the last one to which it must be able to lead
    List<Point> drop(Box from, boolean leaving, double width, int deepest) {
        begin(width);
        for (int column = 0; column < raster.columns; column++) {
            if (raster.uprightFree(column, floor, deepest, beside)) {
                goal(raster.cell(column, floor) * 2 + 1, 0);
            }
        }
        int[] reach = {0, raster.columns, floor, floor};
        int last = search(from, leaving, reach);
        return last < 0 ? List.of() : corners(last, from, null);
    }

    int floor() {
        return floor;
    }

    private void begin(double width) {
        if (epoch == 0) {
            epoch = EPOCHS;
            Arrays.fill(cost, Integer.MAX_VALUE);
        }
        epoch--;
        beside = Raster.beside(width);
        Arrays.fill(filled, 0);
        goalStates.forEach(state -> goals[state] = 0);
        goalStates.clear();
    }

    private void goal(int state, int price) {
        goals[state] = (byte) (price + 1);
        goalStates.add(state);
    }

    /// The last state of the cheapest way; -1 where there is none.
    private int search(Box from, boolean leaving, int[] reach) {
        lowest = Integer.MAX_VALUE;
        for (int[] door : doors(from, leaving)) {
            int state = door[0];
            cost[state] = keyed(door[1]);
            before[state] = START;
            push(door[1] + rest(state, reach), state);
        }
        while (lowest < filled.length) {
            if (filled[lowest] == 0) {
                lowest++;
                continue;
            }
            if (!effort.take()) {
                return -1;
            }
            int estimate = lowest;
            int state = buckets[estimate][--filled[estimate]];
            if (spent(state) + rest(state, reach) == estimate) {
                if (goals[state] != 0) {
                    return state;
                }
                expand(state, reach);
            }
        }
        return -1;
    }

    private int keyed(int spent) {
        return epoch << COST_BITS | spent;
    }

    private int spent(int state) {
        return cost[state] & MOST_COST;
    }

    private void expand(int state, int[] reach) {
        boolean level = (state & 1) == 0;
        int cell = state >> 1;
        int spent = spent(state);
        if (cost[state ^ 1] > keyed(spent + BEND) && raster.free(cell, !level, beside)) {
            relax(state ^ 1, spent + BEND, TURN, reach);
        }
        step(cell - (level ? 1 : raster.stride), level, spent, BACK, reach);
        step(cell + (level ? 1 : raster.stride), level, spent, ON, reach);
    }

    private void step(int cell, boolean level, int spent, byte move, int[] reach) {
        int state = cell * 2 + (level ? 0 : 1);
        if (cell >= 0 && cell < cells && cost[state] > keyed(spent + 1) && raster.free(cell, level, beside)) {
            int price = 1 + (raster.crosses(cell, level) ? CROSSING : 0) + (raster.dear(cell) ? DEAR : 0);
            relax(state, spent + price, move, reach);
        }
    }

    private void relax(int state, int price, byte move, int[] reach) {
        int spent = price + Math.max(0, goals[state] - 1);
        if (cost[state] > keyed(spent)) {
            cost[state] = keyed(spent);
            before[state] = move;
            push(spent + rest(state, reach), state);
        }
    }

    /// The state before on the way found; -1 before the first.
    private int previous(int state) {
        int stride = (state & 1) == 0 ? 2 : 2 * raster.stride;
        return switch (before[state]) {
            case TURN -> state ^ 1;
            case ON -> state - stride;
            case BACK -> state + stride;
            default -> -1;
        };
    }

    private void push(int estimate, int state) {
        if (estimate >= buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.max(estimate + 1, buckets.length * 2));
            filled = Arrays.copyOf(filled, buckets.length);
        }
        int[] bucket = buckets[estimate];
        if (bucket == null) {
            bucket = new int[16];
        } else if (filled[estimate] == bucket.length) {
            bucket = Arrays.copyOf(bucket, bucket.length * 2);
        }
        bucket[filled[estimate]++] = state;
        buckets[estimate] = bucket;
        lowest = Math.min(lowest, estimate);
    }

    /// Never more than what a way still costs: its cells, and a bend where it does not lead where it must.
    private int rest(int state, int[] reach) {
        int column = raster.column(state >> 1);
        int row = raster.row(state >> 1);
        int across = Math.max(0, Math.max(reach[0] - column, column - reach[1]) - 2);
        int down = Math.max(0, Math.max(reach[2] - row, row - reach[3]) - 2);
        return across + down + (((state & 1) == 0 ? down : across) > 0 ? BEND : 0);
    }

    /// States right outside of a mark, with the price of its side: tracks leave to the right and come from the left.
    private List<int[]> doors(Box mark, boolean leaving) {
        List<int[]> doors = new ArrayList<>();
        int left = (int) Math.ceil((mark.x() - BESIDE_MARK) / Raster.CELL - 0.5) - 1;
        int right = (int) Math.floor((mark.right() + BESIDE_MARK) / Raster.CELL - 0.5) + 1;
        for (int row = Raster.at(mark.y()) + 1; row <= Raster.at(mark.bottom()) - 1; row++) {
            door(doors, left, row, true, leaving ? WRONG_SIDE : 0);
            door(doors, right, row, true, leaving ? 0 : WRONG_SIDE);
        }
        int under = (int) Math.floor((mark.bottom() + BESIDE_MARK) / Raster.CELL - 0.5) + 1;
        for (int column = Raster.at(mark.x()) + 1; column <= Raster.at(mark.right()) - 1; column++) {
            door(doors, column, under, false, UNDERSIDE);
        }
        return doors;
    }

    private void door(List<int[]> doors, int column, int row, boolean level, int price) {
        if (row <= floor && raster.free(column, row, level, beside)) {
            doors.add(new int[] {raster.cell(column, row) * 2 + (level ? 0 : 1), price});
        }
    }

    private List<Point> corners(int last, Box from, @Nullable Box to) {
        List<Integer> states = new ArrayList<>();
        for (int state = last; state >= 0; state = previous(state)) {
            states.add(state);
        }
        List<Integer> forward = states.reversed();
        List<Point> corners = new ArrayList<>();
        corners.add(atMark(forward.getFirst(), from));
        for (int i = 1; i < forward.size(); i++) {
            if ((forward.get(i) & 1) != (forward.get(i - 1) & 1)) {
                int cell = forward.get(i) >> 1;
                corners.add(new Point(Raster.center(raster.column(cell)), Raster.center(raster.row(cell))));
            }
        }
        corners.add(
                to == null
                        ? new Point(Raster.center(raster.column(last >> 1)), Raster.center(raster.row(last >> 1)))
                        : atMark(last, to));
        return List.copyOf(corners);
    }

    private Point atMark(int state, Box mark) {
        int cell = state >> 1;
        double x = Raster.center(raster.column(cell));
        double y = Raster.center(raster.row(cell));
        if ((state & 1) == 1) {
            return new Point(x, mark.bottom());
        }
        return new Point(x < mark.centerX() ? mark.x() : mark.right(), y);
    }
}
