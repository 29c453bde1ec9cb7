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

    /// States one router looks at in all its searches; beyond that there is no way any more.
    private static final long MOST_STATES = 60_000_000;

    private final Raster raster;
    private final int[] cost;
    private final int[] before;
    private final int[] stamp;
    private final int[] goalPrice;
    private final int[] goalStamp;
    private final int floor;
    private int beside;
    private int now;
    private long looked;
    private int[][] buckets = new int[256][];
    private int[] filled = new int[256];

    /// @param floor the last row that may be taken
    Router(Raster raster, int floor) {
        this.raster = raster;
        this.floor = floor;
        int states = raster.columns * (floor + 1) * 2;
        this.cost = new int[states];
        this.before = new int[states];
        this.stamp = new int[states];
        this.goalPrice = new int[states];
        this.goalStamp = new int[states];
    }

    /// Corners from the one mark to the other; empty where there is no way.
    List<Point> way(Box from, Box to, double width) {
        begin(width);
        for (int[] door : doors(to, false)) {
            goalStamp[door[0]] = now;
            goalPrice[door[0]] = door[1];
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
                goalStamp[raster.cell(column, floor) * 2 + 1] = now;
                goalPrice[raster.cell(column, floor) * 2 + 1] = 0;
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
        now++;
        beside = Raster.beside(width);
        Arrays.fill(filled, 0);
    }

    /// The last state of the cheapest way; -1 where there is none.
    private int search(Box from, boolean leaving, int[] reach) {
        int least = Integer.MAX_VALUE;
        for (int[] door : doors(from, leaving)) {
            int state = door[0];
            stamp[state] = now;
            cost[state] = door[1];
            before[state] = -1;
            int estimate = door[1] + rest(state, reach);
            push(estimate, state);
            least = Math.min(least, estimate);
        }
        for (int estimate = least; estimate < filled.length; estimate++) {
            while (filled[estimate] > 0) {
                if (++looked > MOST_STATES) {
                    return -1;
                }
                int state = buckets[estimate][--filled[estimate]];
                if (cost[state] + rest(state, reach) < estimate) {
                    continue;
                }
                if (goalStamp[state] == now) {
                    return state;
                }
                expand(state, reach);
            }
        }
        return -1;
    }

    private void expand(int state, int[] reach) {
        int cell = state >> 1;
        boolean level = (state & 1) == 0;
        int column = cell % raster.columns;
        int row = cell / raster.columns;
        int spent = cost[state];
        if (open(state ^ 1, spent + BEND) && raster.free(column, row, !level, beside)) {
            relax(state ^ 1, spent + BEND, state, reach);
        }
        for (int step = -1; step <= 1; step += 2) {
            int x = level ? column + step : column;
            int y = level ? row : row + step;
            if (x < 0 || x >= raster.columns || y < 0 || y > floor) {
                continue;
            }
            int next = raster.cell(x, y);
            if (open(next * 2 + (state & 1), spent + 1) && raster.free(x, y, level, beside)) {
                int price = 1 + (raster.crosses(next, level) ? CROSSING : 0) + (raster.dear(next) ? DEAR : 0);
                relax(next * 2 + (state & 1), spent + price, state, reach);
            }
        }
    }

    /// Whether the state has not been reached for so little yet.
    private boolean open(int state, int spent) {
        return stamp[state] != now || cost[state] > spent;
    }

    private void relax(int state, int price, int from, int[] reach) {
        int spent = price + (goalStamp[state] == now ? goalPrice[state] : 0);
        if (!open(state, spent)) {
            return;
        }
        stamp[state] = now;
        cost[state] = spent;
        before[state] = from;
        push(spent + rest(state, reach), state);
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
    }

    /// Never more than what a way still costs: its cells, and a bend where it does not lead where it must.
    private int rest(int state, int[] reach) {
        int column = (state >> 1) % raster.columns;
        int row = (state >> 1) / raster.columns;
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
        if (raster.free(column, row, level, beside)) {
            doors.add(new int[] {raster.cell(column, row) * 2 + (level ? 0 : 1), price});
        }
    }

    private List<Point> corners(int last, Box from, @Nullable Box to) {
        List<Integer> states = new ArrayList<>();
        for (int state = last; state >= 0; state = before[state]) {
            states.add(state);
        }
        List<Integer> forward = states.reversed();
        List<Point> corners = new ArrayList<>();
        corners.add(atMark(forward.getFirst(), from));
        for (int i = 1; i < forward.size(); i++) {
            if ((forward.get(i) & 1) != (forward.get(i - 1) & 1)) {
                int cell = forward.get(i) >> 1;
                corners.add(new Point(Raster.center(cell % raster.columns), Raster.center(cell / raster.columns)));
            }
        }
        corners.add(
                to == null
                        ? new Point(
                                Raster.center((last >> 1) % raster.columns),
                                Raster.center((last >> 1) / raster.columns))
                        : atMark(last, to));
        return List.copyOf(corners);
    }

    private Point atMark(int state, Box mark) {
        int cell = state >> 1;
        double x = Raster.center(cell % raster.columns);
        double y = Raster.center(cell / raster.columns);
        if ((state & 1) == 1) {
            return new Point(x, mark.bottom());
        }
        return new Point(x < mark.centerX() ? mark.x() : mark.right(), y);
    }
}
