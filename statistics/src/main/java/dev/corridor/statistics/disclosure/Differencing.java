package dev.corridor.statistics.disclosure;

import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The sets of answers whose figures were published to one reader, so that none differ by too few.
///
/// Two overlapping filters whose difference holds 1 to k - 1 answers would tell about these: the second of them
/// is refused. So is a set that holds 1 to k - 1 answers itself, or 1 to k - 1 more than several published sets
/// that lie inside it and do not overlap, taken largest first. Other combinations of three and more sets are
/// not looked for.
public final class Differencing {
    private static final Note TOO_FEW = new Note("too-few-answers", "Too few answers to show.");
    private static final Note DIFFERENCE = new Note(
            "differs-by-too-few",
            "Together with figures already shown this one would tell about too few answers: ask for a wider or the"
                    + " same group.");

    private final long k;
    private final List<BitSet> published = new ArrayList<>();

    /// @param k fewest answers that are shown, such as 5; 0 refuses nothing
    public Differencing(long k) {
        if (k < 0) {
            throw new IllegalArgumentException("k " + k);
        }
        this.k = k;
    }

    /// Whether two sets may both be published.
    ///
    /// @param n answers in the first
    /// @param nOther answers in the second
    /// @param both answers in both, at most the smaller
    public static boolean apart(long n, long nOther, long both, long k) {
        if (both < 0 || both > Math.min(n, nOther)) {
            throw new IllegalArgumentException(both + " in both " + n + " and " + nOther);
        }
        return both == 0 || (!few(n - both, k) && !few(nOther - both, k));
    }

    /// Decides on a set, and remembers it where it is allowed.
    ///
    /// @param answers positions of the answers in any fixed order
    public Decision publish(BitSet answers) {
        if (few(answers.cardinality(), k)) {
            return new Decision.Refused(TOO_FEW);
        }
        if (published.contains(answers)) {
            return new Decision.Allowed();
        }
        List<BitSet> all = new ArrayList<>(published);
        all.add((BitSet) answers.clone());
        for (BitSet other : published) {
            BitSet both = (BitSet) answers.clone();
            both.and(other);
            if (!apart(answers.cardinality(), other.cardinality(), both.cardinality(), k)) {
                return new Decision.Refused(DIFFERENCE);
            }
        }
        for (BitSet set : all) {
            if (few(uncovered(set, all), k)) {
                return new Decision.Refused(DIFFERENCE);
            }
        }
        published.add((BitSet) answers.clone());
        return new Decision.Allowed();
    }

    /// Answers of a set that are left after taking away published parts of it which do not overlap, the largest
    /// first.
    private static long uncovered(BitSet set, List<BitSet> all) {
        BitSet rest = (BitSet) set.clone();
        all.stream()
                .filter(part -> !part.equals(set))
                .sorted((a, b) -> Integer.compare(b.cardinality(), a.cardinality()))
                .forEach(part -> {
                    BitSet outside = (BitSet) part.clone();
                    outside.andNot(rest);
                    if (outside.isEmpty()) {
                        rest.andNot(part);
                    }
                });
        return rest.cardinality();
    }

    private static boolean few(long n, long k) {
        return 0 < n && n < k;
    }
}
