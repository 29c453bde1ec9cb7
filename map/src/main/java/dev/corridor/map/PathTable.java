package dev.corridor.map;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Many paths in a few arrays: a list that cannot be changed and makes each path when it is asked for.
public final class PathTable extends AbstractList<Path> implements RandomAccess {
    private final List<Path> detailed;
    private final char[] touchpoints;
    private final int[] ends;
    private final long[] counts;

    private PathTable(List<Path> detailed, char[] touchpoints, int[] ends, long[] counts) {
        this.detailed = detailed;
        this.touchpoints = touchpoints;
        this.ends = ends;
        this.counts = counts;
    }

    @Override
    public Path get(int index) {
        if (index < detailed.size()) {
            return detailed.get(index);
        }
        int other = index - detailed.size();
        Steps steps = new Steps(touchpoints, other == 0 ? 0 : ends[other - 1], ends[other]);
        return new Path(steps, counts[other], Double.NaN, Score.NONE);
    }

    @Override
    public int size() {
        return detailed.size() + ends.length;
    }

    /// The touchpoints of one path.
    static final class Steps extends AbstractList<Integer> implements RandomAccess {
        private final char[] all;
        private final int from;
        private final int size;

        private Steps(char[] all, int from, int to) {
            this.all = all;
            this.from = from;
            this.size = to - from;
        }

        @Override
        public Integer get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return (int) all[from + index];
        }

        @Override
        public int size() {
            return size;
        }
    }

    /// A table under way: first the paths of which much is known, then the others.
    public static final class Builder {
        private final List<Path> detailed = new ArrayList<>();
        private char[] touchpoints = new char[1 << 10];
        private int[] ends = new int[1 << 6];
        private long[] counts = new long[1 << 6];
        private int size;

        public void add(Path path) {
            if (size > 0) {
                throw new IllegalStateException("paths of which little is known come last");
            }
            detailed.add(path);
        }

        /// Adds a path whose median and score are not known.
        ///
        /// @param path indices of touchpoints, below 65,536
        public void add(int[] path, long count) {
            int end = size == 0 ? 0 : ends[size - 1];
            if (end + path.length > touchpoints.length) {
                touchpoints = Arrays.copyOf(touchpoints, Math.max(2 * touchpoints.length, end + path.length));
            }
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            for (int touchpoint : path) {
                touchpoints[end++] = (char) touchpoint;
            }
            ends[size] = end;
            counts[size++] = count;
        }

        public PathTable build() {
            int end = size == 0 ? 0 : ends[size - 1];
            return new PathTable(
                    List.copyOf(detailed),
                    Arrays.copyOf(touchpoints, end),
                    Arrays.copyOf(ends, size),
                    Arrays.copyOf(counts, size));
        }
    }
}
