package dev.corridor.analysis.moments;

import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.DoublyRobust;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.Observations;
import dev.corridor.statistics.effect.Prognosis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Outcomes in one state against outcomes in another, adjusted for what was known beforehand by the
/// outcome that
/// it lets expect; errors shared within customers, and within clusters where there are some.
final class Contrast {
    private static final int COLUMNS = 200;
    private static final int ROWS_PER_COLUMN = 10;
    private static final int MOST_FITTED = 50_000;

    private final Outcomes outcomes;
    private final double[] expected;

    /// @param known of every outcome
    /// @param unexposed outcomes from which it is learnt what to expect
    Contrast(Outcomes outcomes, List<Knowledge.Part> known, IntPredicate unexposed) {
        this(outcomes, expected(outcomes, known, unexposed));
    }

    /// @param expected per outcome what was expected before the exposure
    Contrast(Outcomes outcomes, double[] expected) {
        this.outcomes = outcomes;
        this.expected = expected;
    }

    private static double[] expected(Outcomes outcomes, List<Knowledge.Part> parts, IntPredicate from) {
        int[] learning = IntStream.range(0, outcomes.size()).filter(from).toArray();
        int step = Math.max(1, learning.length / MOST_FITTED);
        List<Value> known = columns(outcomes, parts, learning);
        Prognosis prognosis = new Prognosis(known.size());
        double[] row = new double[known.size()];
        for (int i = 0; i < learning.length; i += step) {
            prognosis.add(outcomes.value(learning[i]), row(known, learning[i], row));
        }
        Prognosis.Expected expected = prognosis.expected();
        double[] all = new double[outcomes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = expected.of(row(known, i, row));
        }
        return all;
    }

    private static List<Value> columns(Outcomes outcomes, List<Knowledge.Part> parts, int[] learning) {
        List<Value> columns = new ArrayList<>();
        for (Knowledge.Part part : parts) {
            part.bins()
                    .map(bins -> bins.learn(learning.length, Arrays.stream(learning), outcomes))
                    .ifPresent(means -> columns.add(means::of));
            part.columns().forEach(column -> columns.add(i -> column[i]));
        }
        int most = Math.min(COLUMNS, learning.length / ROWS_PER_COLUMN);
        return columns.subList(0, Math.min(most, columns.size()));
    }

    private static double[] row(List<Value> known, int outcome, double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = known.get(i).of(outcome);
        }
        return row;
    }

    /// The outcome that is expected of everybody.
    double[] expected() {
        return expected;
    }

    /// Fills effect, counts and means of a finding.
    void compare(Finding finding, IntPredicate exposed, IntPredicate unexposed) {
        BitSet in = marks(exposed);
        BitSet out = marks(unexposed);
        finding.contrast(outcomes, in, out);
        finding.effect = effect(in, out, outcomes::value);
    }

    /// The same comparison of the outcome that each customer had given before the exposure began.
    Result<Effect> before(IntPredicate exposed, IntPredicate unexposed, Value earlier) {
        BitSet in = marks(i -> exposed.test(i) && !Double.isNaN(earlier.of(i)));
        BitSet out = marks(i -> unexposed.test(i) && !Double.isNaN(earlier.of(i)));
        return effect(in, out, earlier);
    }

    private BitSet marks(IntPredicate test) {
        BitSet marks = new BitSet(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            if (test.test(i)) {
                marks.set(i);
            }
        }
        return marks;
    }

    /// An outcome's number.
    interface Value {
        double of(int outcome);
    }

    private Result<Effect> effect(BitSet in, BitSet out, Value value) {
        boolean adjusts = spreads(in, expected) && spreads(out, expected);
        Observations rows = new Observations(adjusts ? List.of("exposed", "expected") : List.of("exposed"));
        long[] clusters = new long[outcomes.size()];
        int size = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (in.get(i) || out.get(i)) {
                double exposed = in.get(i) ? 1 : 0;
                if (adjusts) {
                    rows.add(outcomes.customer(i), value.of(i), exposed, expected[i]);
                } else {
                    rows.add(outcomes.customer(i), value.of(i), exposed);
                }
                clusters[size++] = outcomes.cluster(i);
            }
        }
        long[] own = Arrays.copyOf(clusters, size);
        long n = size;
        Result<Effect> byCustomer = DoublyRobust.effect(rows, "exposed", Effect.Target.EXPOSED, DoublyRobust.TRIM);
        return outcomes.clustered()
                ? byCustomer.flatMap(effect -> DoublyRobust.effect(
                                rows.clusteredBy(own), "exposed", Effect.Target.EXPOSED, DoublyRobust.TRIM)
                        .answer()
                        .<Result<Effect>>map(shared -> new Result.Answer<>(effect.orLargerError(shared)))
                        .orElseGet(() -> Result.notPossible(
                                n,
                                "too-few-clusters",
                                "Too few of what exposures are shared by to know their error; without --cluster it is"
                                        + " that of customers.")))
                : byCustomer;
    }

    private static boolean spreads(BitSet marks, double[] expected) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = marks.nextSetBit(0); i >= 0; i = marks.nextSetBit(i + 1)) {
            low = Math.min(low, expected[i]);
            high = Math.max(high, expected[i]);
        }
        return high - low > 1e-6 * (1 + Math.abs(high));
    }
}
