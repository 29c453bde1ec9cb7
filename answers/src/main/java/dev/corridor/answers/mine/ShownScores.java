package dev.corridor.answers.mine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Which mean scores of one answer are shown: none of fewer than 10 journeys, and none from which one of those could
/// be calculated by adding and subtracting what is shown.
///
/// Means that must not follow, where they are of fewer than 10 scored journeys: that of a listed path, of the paths
/// not listed, of all paths without a mean of their own, of a touchpoint, and of the journeys that do not pass a
/// touchpoint. Listed paths keep theirs; then come the mean of all and those of touchpoints, most scored first, each
/// of which is shown unless one that must not follow would follow from it and those before.
///
/// Listed paths with a mean have no journey in common, so that what else can follow concerns the other paths only.
/// Over those, groups are vectors, weighted by scored journeys: a mean follows from others exactly where its vector
/// is a combination of theirs, that is, where projection on them leaves nothing of it.
public final class ShownScores {
    /// Scores of fewer journeys are not shown.
    public static final long FEW = 10;

    /// As many touchpoints can have a mean where anything must be hidden.
    private static final int MOST = 400;

    /// What counts as nothing left, in journeys.
    private static final double NOTHING = 1e-6;

    private final boolean all;
    private final boolean[] touchpoints;

    private ShownScores(boolean all, boolean[] touchpoints) {
        this.all = all;
        this.touchpoints = touchpoints;
    }

    /// Every mean, of however few.
    static ShownScores everything(int touchpoints) {
        return new ShownScores(true, yes(touchpoints));
    }

    /// A distinct path.
    ///
    /// @param touchpoints in order
    /// @param scored journeys on it that have a score
    record ScoredPath(int[] touchpoints, long scored) {
        private int[] passed() {
            return IntStream.of(touchpoints).sorted().distinct().toArray();
        }
    }

    /// @param paths all distinct paths, the listed ones first
    /// @param listed how many paths are listed
    /// @param scored scored journeys that pass each touchpoint
    static ShownScores of(List<ScoredPath> paths, int listed, long[] scored) {
        return new Choice(paths, listed, scored).choose();
    }

    /// Whether the mean of all journeys is shown.
    boolean all() {
        return all;
    }

    /// Whether the mean of the journeys that pass a touchpoint is shown.
    boolean touchpoint(int touchpoint) {
        return touchpoints[touchpoint];
    }

    private static boolean[] yes(int size) {
        boolean[] yes = new boolean[size];
        Arrays.fill(yes, true);
        return yes;
    }

    private static boolean isFew(long scored) {
        return scored > 0 && scored < FEW;
    }

    /// A path with scores whose own mean is not shown.
    private record Rest(long scored, int[] touchpoints, boolean listed) {
        boolean passes(int touchpoint) {
            return Arrays.binarySearch(touchpoints, touchpoint) >= 0;
        }
    }

    /// One choice under way.
    private static final class Choice {
        private final long[] scored;
        private final List<Rest> rests = new ArrayList<>();
        private final long all;

        /// Touchpoints that may be shown, most scored first.
        private final int[] candidates;

        /// Means that must not follow: the paths of each, fewer than 10.
        private final List<int[]> hidden = new ArrayList<>();

        Choice(List<ScoredPath> paths, int listed, long[] scored) {
            this.scored = scored;
            long sum = 0;
            for (int i = 0; i < paths.size(); i++) {
                ScoredPath path = paths.get(i);
                sum += path.scored();
                if (path.scored() > 0 && (i >= listed || path.scored() < FEW)) {
                    rests.add(new Rest(path.scored(), path.passed(), i < listed));
                }
            }
            all = sum;
            candidates = IntStream.range(0, scored.length)
                    .filter(touchpoint -> scored[touchpoint] >= FEW)
                    .boxed()
                    .sorted(Comparator.comparingLong(touchpoint -> -scored[touchpoint]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        ShownScores choose() {
            hide();
            boolean[] touchpoints = new boolean[scored.length];
            int size = hidden.isEmpty() ? candidates.length : Math.min(MOST, candidates.length);
            boolean[] chosen = hidden.isEmpty() ? yes(size + 1) : chosen(size + 1);
            for (int i = 0; i < size; i++) {
                touchpoints[candidates[i]] = chosen[i + 1];
            }
            return new ShownScores(chosen[0] && all >= FEW, touchpoints);
        }

        private void hide() {
            hide(path -> true);
            hide(path -> !path.listed());
            for (int i = 0; i < rests.size(); i++) {
                if (rests.get(i).listed()) {
                    hidden.add(new int[] {i});
                }
            }
            for (int i = 0; i < scored.length; i++) {
                int touchpoint = i;
                if (isFew(scored[touchpoint])) {
                    hide(path -> path.passes(touchpoint));
                }
                if (isFew(all - scored[touchpoint])) {
                    hide(path -> !path.passes(touchpoint));
                }
            }
        }

        /// Hides the mean of some of the paths where few are scored on them.
        private void hide(Predicate<Rest> some) {
            int[] members = IntStream.range(0, rests.size())
                    .filter(i -> some.test(rests.get(i)))
                    .toArray();
            if (isFew(
                    IntStream.of(members).mapToLong(i -> rests.get(i).scored()).sum())) {
                hidden.add(members);
            }
        }

        /// Takes the candidates one by one, all journeys first. What projection on those taken leaves of a
        /// vector is known by its products: of candidates with one another and with what is hidden, of what is
        /// hidden with itself.
        private boolean[] chosen(int size) {
            double[][] products = new double[size][size];
            double[][] mixed = new double[hidden.size()][size];
            double[] left = new double[hidden.size()];
            multiply(products, mixed, left);
            boolean[] shown = new boolean[size];
            for (int i = 0; i < size; i++) {
                double[] taken = products[i].clone();
                double square = taken[i];
                if (square <= NOTHING) {
                    shown[i] = true;
                } else if (!reveals(mixed, left, i, square)) {
                    shown[i] = true;
                    for (int k = i + 1; k < size; k++) {
                        subtract(products[k], taken, taken[k] / square);
                    }
                    for (int j = 0; j < left.length; j++) {
                        double factor = mixed[j][i] / square;
                        left[j] -= factor * mixed[j][i];
                        subtract(mixed[j], taken, factor);
                    }
                }
            }
            return shown;
        }

        private static boolean reveals(double[][] mixed, double[] left, int candidate, double square) {
            for (int j = 0; j < left.length; j++) {
                double product = mixed[j][candidate];
                if (product != 0 && left[j] - product * product / square <= NOTHING) {
                    return true;
                }
            }
            return false;
        }

        private static void subtract(double[] from, double[] vector, double factor) {
            if (factor != 0) {
                for (int k = 0; k < from.length; k++) {
                    from[k] -= factor * vector[k];
                }
            }
        }

        private void multiply(double[][] products, double[][] mixed, double[] left) {
            int[] placeOf = new int[scored.length];
            for (int i = 1; i < products.length; i++) {
                placeOf[candidates[i - 1]] = i;
            }
            for (Rest path : rests) {
                int[] places = places(path, placeOf);
                for (int one : places) {
                    for (int other : places) {
                        products[one][other] += path.scored();
                    }
                }
            }
            for (int j = 0; j < left.length; j++) {
                for (int i : hidden.get(j)) {
                    Rest path = rests.get(i);
                    left[j] += path.scored();
                    for (int place : places(path, placeOf)) {
                        mixed[j][place] += path.scored();
                    }
                }
            }
        }

        /// The path's candidates: 0, which is all journeys, and those of its touchpoints.
        private static int[] places(Rest path, int[] placeOf) {
            IntStream passed = IntStream.of(path.touchpoints())
                    .map(touchpoint -> placeOf[touchpoint])
                    .filter(place -> place > 0);
            return IntStream.concat(IntStream.of(0), passed).toArray();
        }
    }
}
