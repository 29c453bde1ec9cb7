package dev.corridor.analysis.moments;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// What each stay is for one exposure that is met when going on to a touchpoint: met now, met later in the same
/// journey, never met; or not at risk.
///
/// Of very many others only so many journeys are drawn as tell nearly as much as all (nested case-control sampling:
/// Liddell, McDonald and Thomas 1977), by the number of the outcome: the same data give the same draw.
final class Roles {
    static final byte NEVER = 1;
    static final byte LATER = 2;
    static final byte EXPOSED = 3;

    /// Stays at risk up to which all others are kept.
    private static final int ALL_KEPT = 500_000;
    /// Others drawn per exposed; the variance is then at most a twentieth larger.
    private static final double PER_EXPOSED = 20;

    private static final int DRAWS = 1 << 16;

    private final Visits visits;
    private final int[] places;
    private final byte[][] roles;
    private final BitSet in = new BitSet();
    private final BitSet out = new BitSet();
    private int size;

    /// Takes the role of a row that is at risk.
    interface Taker {
        void take(int row, byte role);
    }

    /// @param places whose stays may end in the exposure, ascending
    /// @param atRisk whether a row may still meet it
    /// @param to touchpoint to which a row at risk goes on when it meets it
    /// @param ever outcomes whose journeys meet it at some time
    Roles(Visits visits, int[] places, IntPredicate atRisk, int to, BitSet ever) {
        this.visits = visits;
        this.places = places;
        this.roles = new byte[places.length][];
        long all = 0;
        for (int place : places) {
            all += visits.to(place) - visits.from(place);
        }
        double share = all <= ALL_KEPT ? 1 : PER_EXPOSED * ever.cardinality() / all;
        int drawn = (int) Math.min(DRAWS, Math.ceil(share * DRAWS));
        for (int i = 0; i < places.length; i++) {
            int from = visits.from(places[i]);
            byte[] own = new byte[visits.to(places[i]) - from];
            for (int j = 0; j < own.length; j++) {
                if (atRisk.test(from + j)) {
                    own[j] = role(from + j, to, ever, drawn);
                    size += own[j] == 0 ? 0 : 1;
                }
            }
            roles[i] = own;
        }
    }

    private byte role(int row, int to, BitSet ever, int drawn) {
        int unit = visits.unit[row];
        if (visits.next[row] == to) {
            in.set(unit);
            return EXPOSED;
        }
        boolean later = ever.get(unit);
        if (!later) {
            out.set(unit);
        }
        boolean isDrawn = (unit * 0x9E3779B9) >>> Short.SIZE < drawn;
        return !isDrawn ? 0 : later ? LATER : NEVER;
    }

    /// Rows at risk that are looked at.
    int size() {
        return size;
    }

    /// All rows that are looked at, in their order.
    void each(Taker taker) {
        for (int i = 0; i < places.length; i++) {
            int from = visits.from(places[i]);
            byte[] own = roles[i];
            for (int j = 0; j < own.length; j++) {
                if (own[j] != 0) {
                    taker.take(from + j, own[j]);
                }
            }
        }
    }

    /// Counts the outcomes that meet it, and those at risk that never do, drawn or not.
    void count(Finding finding, Outcomes outcomes) {
        finding.count(outcomes, in, out);
    }
}
