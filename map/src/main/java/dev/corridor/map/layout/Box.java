package dev.corridor.map.layout;

/// A rectangle in pixels; y grows downwards.
public record Box(double x, double y, double width, double height) {
    static Box between(double left, double top, double right, double bottom) {
        return new Box(left, top, right - left, bottom - top);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    /// Whether the two share an area; touching sides do not count.
    public boolean intersects(Box other) {
        return x < other.right() - 1e-6
                && other.x < right() - 1e-6
                && y < other.bottom() - 1e-6
                && other.y < bottom() - 1e-6;
    }
}
