package dev.corridor.analysis.moments;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which candidates tell of the same exposures: those about one touchpoint, and those that mostly mark
/// the same
/// outcomes.
final class Groups {
    private static final double SAME = 0.8;
    /// Outcomes below which it may be chance that two mark the same.
    private static final int LEAST = 10;

    private Groups() {}

    static void assign(List<Finding> findings) {
        int[] root = IntStream.range(0, findings.size()).toArray();
        Map<String, Integer> heads = new HashMap<>();
        for (int i = 0; i < root.length; i++) {
            Finding finding = findings.get(i);
            Integer head = heads.putIfAbsent(name(finding), i);
            root[i] = head == null ? i : head;
        }
        int[] bySize = IntStream.range(0, root.length)
                .filter(i -> findings.get(i).markedCount >= LEAST)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> findings.get(i).markedCount))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < bySize.length; i++) {
            Finding less = findings.get(bySize[i]);
            for (int j = i + 1; j < bySize.length; j++) {
                Finding more = findings.get(bySize[j]);
                if (less.markedCount <= SAME * more.markedCount) {
                    break;
                }
                int one = find(root, bySize[i]);
                int other = find(root, bySize[j]);
                if (one != other && less.place().equals(more.place()) && overlap(less, more)) {
                    root[Math.max(one, other)] = Math.min(one, other);
                }
            }
        }
        for (int i = 0; i < root.length; i++) {
            findings.get(i).group = name(findings.get(find(root, i)));
        }
    }

    private static String name(Finding finding) {
        return finding.touchpoint + finding.place();
    }

    private static int find(int[] root, int member) {
        int at = member;
        while (root[at] != at) {
            at = root[at];
        }
        return at;
    }

    /// @param less the one that marks fewer
    private static boolean overlap(Finding less, Finding more) {
        BitSet shared = (BitSet) less.marked.clone();
        shared.and(more.marked);
        long both = shared.cardinality();
        long either = less.markedCount + more.markedCount - both;
        return both > SAME * either && 2 * either < less.markedOf;
    }
}
