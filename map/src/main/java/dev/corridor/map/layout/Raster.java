package dev.corridor.map.layout;

import java.util.Arrays;
import java.util.List;

/// The plane cut into square cells, each of which may be taken by level legs, by upright legs, or by both.
///
/// A leg runs through the centres of cells. A cell is taken in a direction where a leg of [#THIN] pixels through its
/// centre would come closer than [#CLEAR] pixels to what is there.
final class Raster {
    /// Pixels per cell.
    static final double CELL = 2.4;

    /// Width in pixels of the tracks that fit one beside another in neighbouring cells.
    static final double THIN = 1.3;

    private static final double CLEAR = 0.5;
    private static final byte LEVEL = 1;
    private static final byte UPRIGHT = 2;

    final int columns;
    final int rows;

    /// Cells from one row to the next: a power of two, with at least one cell beyond the last column, which is taken.
    final int stride;

    private final int shift;
    private final byte[] taken;
    private final byte[] dear;

    Raster(double width, double height) {
        this.columns = (int) Math.floor(width / CELL);
        this.rows = (int) Math.floor(height / CELL);
        this.shift = Integer.SIZE - Integer.numberOfLeadingZeros(columns);
        this.stride = 1 << shift;
        this.taken = new byte[stride * rows];
        this.dear = new byte[stride * rows];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(taken, cell(columns, row), cell(0, row + 1), (byte) (LEVEL | UPRIGHT));
        }
    }

    /// Pixels that a track takes beside others.
    static double slot(double width) {
        return (1 + 2 * beside(width)) * CELL;
    }

    /// How many cells on either side of its own a track needs.
    static int beside(double width) {
        return Math.max(0, (int) Math.ceil((width - THIN) / 2 / CELL));
    }

    static double center(int index) {
        return (index + 0.5) * CELL;
    }

    static int at(double pixels) {
        return (int) Math.floor(pixels / CELL);
    }

    int cell(int column, int row) {
        return (row << shift) + column;
    }

    int column(int cell) {
        return cell & (stride - 1);
    }

    int row(int cell) {
        return cell >> shift;
    }

    /// Nothing may run through the box.
    void block(Box box, double gap) {
        mark(box, THIN / 2 + gap, (byte) (LEVEL | UPRIGHT), taken);
    }

    /// Whatever runs through the box had better not.
    void discourage(Box box) {
        mark(box, CELL / 2, (byte) 1, dear);
    }

    /// Nothing may run along the track; it may be crossed.
    void block(List<Point> corners, double width) {
        for (int i = 0; i + 1 < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get(i + 1);
            double half = width / 2;
            Box box = Box.between(
                    Math.min(a.x(), b.x()) - half,
                    Math.min(a.y(), b.y()) - half,
                    Math.max(a.x(), b.x()) + half,
                    Math.max(a.y(), b.y()) + half);
            mark(box, THIN / 2 + CLEAR, a.x() == b.x() ? UPRIGHT : LEVEL, taken);
        }
    }

    private void mark(Box box, double around, byte as, byte[] in) {
        int left = Math.max(0, (int) Math.ceil((box.x() - around) / CELL - 0.5));
        int right = Math.min(columns - 1, (int) Math.floor((box.right() + around) / CELL - 0.5));
        int top = Math.max(0, (int) Math.ceil((box.y() - around) / CELL - 0.5));
        int bottom = Math.min(rows - 1, (int) Math.floor((box.bottom() + around) / CELL - 0.5));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                in[cell(column, row)] |= as;
            }
        }
    }

    byte[] save() {
        return taken.clone();
    }

    void restore(byte[] saved) {
        System.arraycopy(saved, 0, taken, 0, taken.length);
    }

    /// Whether nothing at all is in the box.
    boolean empty(Box box) {
        int left = at(box.x());
        int right = at(box.right());
        int top = at(box.y());
        int bottom = at(box.bottom());
        if (left < 0 || top < 0 || right >= columns || bottom >= rows) {
            return false;
        }
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                if (taken[cell(column, row)] != 0 || dear[cell(column, row)] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether a leg may lie on the cell.
    ///
    /// @param beside how many cells on either side the leg needs as well
    boolean free(int column, int row, boolean level, int beside) {
        for (int i = -beside; i <= beside; i++) {
            int x = level ? column : column + i;
            int y = level ? row + i : row;
            if (x < 0 || y < 0 || x >= columns || y >= rows) {
                return false;
            }
            if ((taken[cell(x, y)] & (level ? LEVEL : UPRIGHT)) != 0) {
                return false;
            }
        }
        return true;
    }

    /// The same for a cell by its number.
    boolean free(int cell, boolean level, int beside) {
        return (taken[cell] & (level ? LEVEL : UPRIGHT)) == 0
                && (beside == 0 || free(column(cell), row(cell), level, beside));
    }

    /// Whether an upright leg may lie on all cells of a column from one row to another.
    boolean uprightFree(int column, int top, int bottom, int beside) {
        for (int row = top; row <= bottom; row++) {
            if (!free(column, row, false, beside)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a level leg may lie on all cells of a row from one column to another.
    boolean levelFree(int left, int right, int row, int beside) {
        for (int column = left; column <= right; column++) {
            if (!free(column, row, true, beside)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a leg on the cell crosses a track.
    boolean crosses(int cell, boolean level) {
        return (taken[cell] & (level ? UPRIGHT : LEVEL)) != 0;
    }

    boolean dear(int cell) {
        return dear[cell] != 0;
    }
}
