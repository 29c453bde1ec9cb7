package dev.corridor.analysis.moments;

import java.util.BitSet;
import java.util.List;

/// Which candidates tell of the same exposures: those about one touchpoint, and those that mostly mark
/// the same
/// outcomes.
final class Groups {
    private static final double SAME = 0.8;

    private Groups() {}

    static void assign(List<Finding> findings) {
        int[] root = new int[findings.size()];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
            for (int j = 0; j < i; j++) {
                if (find(root, i) != find(root, j) && overlap(findings.get(i), findings.get(j))) {
                    root[find(root, i)] = find(root, j);
                }
            }
        }
        for (int i = 0; i < root.length; i++) {
            Finding head = findings.get(find(root, i));
            findings.get(i).group = head.touchpoint + head.id.substring(head.id.indexOf('@'));
        }
    }

    private static int find(int[] root, int member) {
        int at = member;
        while (root[at] != at) {
            at = root[at];
        }
        return at;
    }

    private static boolean overlap(Finding one, Finding other) {
        if (!one.id.substring(one.id.indexOf('@')).equals(other.id.substring(other.id.indexOf('@')))) {
            return false;
        }
        if (one.touchpoint.equals(other.touchpoint)) {
            return true;
        }
        long less = Math.min(one.markedCount, other.markedCount);
        long more = Math.max(one.markedCount, other.markedCount);
        if (less <= SAME * more) {
            return false;
        }
        BitSet shared = (BitSet) one.marked.clone();
        shared.and(other.marked);
        long both = shared.cardinality();
        long either = less + more - both;
        return either > 0 && both > SAME * either && 2 * either < one.markedOf;
    }
}
