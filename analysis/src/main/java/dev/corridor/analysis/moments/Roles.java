package dev.corridor.analysis.moments;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// What each stay is for one exposure that is met when going on to a touchpoint: met now, met later in the same
/// journey, never met; or not at risk.
final class Roles {
    static final byte NEVER = 1;
    static final byte LATER = 2;
    static final byte EXPOSED = 3;

    private final Visits visits;
    private final int[] places;
    private final byte[][] roles;

    private int atRisk;

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
        for (int i = 0; i < places.length; i++) {
            int from = visits.from(places[i]);
            byte[] own = new byte[visits.to(places[i]) - from];
            for (int j = 0; j < own.length; j++) {
                int row = from + j;
                if (atRisk.test(row)) {
                    this.atRisk++;
                    own[j] = visits.next[row] == to ? EXPOSED : ever.get(visits.unit[row]) ? LATER : NEVER;
                }
            }
            roles[i] = own;
        }
    }

    /// Rows at risk.
    int size() {
        return atRisk;
    }

    /// All rows at risk, in their order.
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

    /// Counts the outcomes that meet it, and those at risk that never do.
    void count(Finding finding, Outcomes outcomes) {
        BitSet in = new BitSet(outcomes.size());
        BitSet out = new BitSet(outcomes.size());
        each((row, role) -> {
            if (role != LATER) {
                (role == EXPOSED ? in : out).set(visits.unit[row]);
            }
        });
        finding.count(outcomes, in, out);
    }
}
