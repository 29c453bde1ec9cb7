package dev.corridor.cli.mine;

import dev.corridor.engine.summary.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Which mean scores of one answer may be shown: none of fewer than 10 journeys, and none from which such a mean
/// would follow by adding and subtracting the others.
///
/// Listed paths come first, so that theirs depend on their own journeys only; then the mean of all, then marks
/// (touchpoints and steps), most scored first. Each is shown unless with those before it one of these could be
/// calculated, where it is one of fewer than 10 scored journeys: the mean of a listed path, of the paths not listed,
/// of the journeys with a mark, of those without it, or of what the listed paths leave of any of them.
///
/// Listed paths with a mean have no journey in common, so that what else can follow concerns the other paths only.
/// Over those, groups are vectors, weighted by scored journeys: a hidden mean follows from shown ones exactly where
/// its vector is a combination of theirs, that is, where projection on them leaves nothing of it.
final class ShownScores {
    /// Scores of fewer journeys are not shown.
    static final long FEW = 10;

    /// As many marks can be shown where anything must be hidden.
    private static final int MOST = 400;

    /// What counts as nothing left, in journeys.
    private static final double NOTHING = 1e-6;

    private final boolean all;
    private final boolean[] marks;

    private ShownScores(boolean all, boolean[] marks) {
        this.all = all;
        this.marks = marks;
    }

    /// Every mean, of however few.
    static ShownScores everything(int marks) {
        return new ShownScores(true, yes(marks));
    }

    /// @param paths all distinct paths, the listed ones first
    /// @param listed how many paths are listed
    /// @param scored scored journeys of each mark
    /// @param marksOf the marks of a path, each once
    static ShownScores of(List<Paths.Path> paths, int listed, long[] scored, Function<Paths.Path, int[]> marksOf) {
        return new Choice(paths, listed, scored, marksOf).choose();
    }

    /// Whether the mean of all journeys is shown.
    boolean all() {
        return all;
    }

    /// Whether the mean of the journeys with a mark is shown.
    boolean mark(int mark) {
        return marks[mark];
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
    private record Rest(long scored, int[] marks, boolean listed) {
        boolean has(int mark) {
            return IntStream.of(marks).anyMatch(own -> own == mark);
        }
    }

    /// One choice under way.
    private static final class Choice {
        private final long[] scored;
        private final List<Rest> rests = new ArrayList<>();
        private final long all;

        /// Marks that may be shown, most scored first.
        private final int[] candidates;

        /// What must not follow: its paths, of which there are fewer than 10 each.
        private final List<int[]> hidden = new ArrayList<>();

        Choice(List<Paths.Path> paths, int listed, long[] scored, Function<Paths.Path, int[]> marksOf) {
            this.scored = scored;
            long sum = 0;
            for (int i = 0; i < paths.size(); i++) {
                Paths.Path path = paths.get(i);
                sum += path.scored();
                if (path.scored() > 0 && (i >= listed || path.scored() < FEW)) {
                    rests.add(new Rest(path.scored(), marksOf.apply(path), i < listed));
                }
            }
            all = sum;
            candidates = IntStream.range(0, scored.length)
                    .filter(mark -> scored[mark] >= FEW)
                    .boxed()
                    .sorted(Comparator.comparingLong(mark -> -scored[mark]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        ShownScores choose() {
            hide();
            boolean[] marks = new boolean[scored.length];
            int size = hidden.isEmpty() ? candidates.length : Math.min(MOST, candidates.length);
            boolean[] chosen = hidden.isEmpty() ? yes(size + 1) : chosen(size + 1);
            for (int i = 0; i < size; i++) {
                marks[candidates[i]] = chosen[i + 1];
            }
            return new ShownScores(chosen[0] && all >= FEW, marks);
        }

        private void hide() {
            long rest = 0;
            long unlisted = 0;
            long[] having = new long[scored.length];
            for (int i = 0; i < rests.size(); i++) {
                Rest path = rests.get(i);
                rest += path.scored();
                unlisted += path.listed() ? 0 : path.scored();
                for (int mark : path.marks()) {
                    having[mark] += path.scored();
                }
                if (path.listed()) {
                    hidden.add(new int[] {i});
                }
            }
            if (isFew(rest)) {
                hidden.add(IntStream.range(0, rests.size()).toArray());
            }
            if (isFew(unlisted)) {
                hidden.add(IntStream.range(0, rests.size())
                        .filter(i -> !rests.get(i).listed())
                        .toArray());
            }
            hideMarks(having, rest);
        }

        private void hideMarks(long[] having, long rest) {
            List<List<Integer>> members = new ArrayList<>();
            IntStream.range(0, having.length).forEach(mark -> members.add(new ArrayList<>()));
            for (int i = 0; i < rests.size(); i++) {
                for (int mark : rests.get(i).marks()) {
                    if (isFew(having[mark])) {
                        members.get(mark).add(i);
                    }
                }
            }
            for (int mark = 0; mark < having.length; mark++) {
                if (isFew(having[mark])) {
                    hidden.add(members.get(mark).stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
                }
                if (having[mark] > 0 && isFew(rest - having[mark])) {
                    int left = mark;
                    hidden.add(IntStream.range(0, rests.size())
                            .filter(i -> !rests.get(i).has(left))
                            .toArray());
                }
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

        /// The path's candidates: 0, which is all journeys, and those of its marks.
        private static int[] places(Rest path, int[] placeOf) {
            IntStream marks =
                    IntStream.of(path.marks()).map(mark -> placeOf[mark]).filter(place -> place > 0);
            return IntStream.concat(IntStream.of(0), marks).toArray();
        }
    }
}
