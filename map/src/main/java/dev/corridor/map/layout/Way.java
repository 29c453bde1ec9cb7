package dev.corridor.map.layout;

import org.jspecify.annotations.Nullable;

/// One step on its way through the layout: how it is routed, and where each leg came to lie.
final class Way {
    /// How a step gets from one station to the other.
    enum Route {
        /// Straight along the row of both.
        STRAIGHT,
        /// One vertical after the source, then along the target's row.
        ALONG_TARGET,
        /// Along the source's row, then one vertical before the target.
        ALONG_SOURCE,
        /// Two verticals and a track in the channel between two rows.
        CHANNEL
    }

    final int link;
    final int from;
    final int to;
    final Plan.Kind kind;
    final double width;
    final double labelWidth;
    final long weight;

    Route route = Route.CHANNEL;
    int channel;
    int lane;
    double trackY;
    boolean bottomFrom;
    boolean bottomTo;
    double fromOffset;
    double toOffset;

    @Nullable
    Vertical leaving;

    @Nullable
    Vertical arriving;

    double labelX;
    int labelColumn = -1;
    Spot spot = Spot.WHOLE;

    /// Which part of a column the number stands in.
    enum Spot {
        LEFT,
        WHOLE,
        RIGHT,
        /// The gap after the column.
        GAP
    }

    /// A vertical leg in the gap after column `gap`; `after` says whether it belongs to the column before the gap.
    static final class Vertical {
        final int gap;
        final boolean after;
        final double width;
        final boolean spur;
        double top;
        double bottom;
        double x;

        /// Of this leg's place in a [Compaction].
        int variable;

        Vertical(int gap, boolean after, double width, boolean spur) {
            this.gap = gap;
            this.after = after;
            this.width = width;
            this.spur = spur;
        }

        void span(double one, double other) {
            top = Math.min(one, other);
            bottom = Math.max(one, other);
        }

        double length() {
            return bottom - top;
        }
    }

    Way(int link, int from, int to, Plan.Kind kind, double width, double labelWidth, long weight) {
        this.link = link;
        this.from = from;
        this.to = to;
        this.kind = kind;
        this.width = width;
        this.labelWidth = labelWidth;
        this.weight = weight;
    }

    boolean back() {
        return kind == Plan.Kind.BACK;
    }
}
