package dev.corridor.analysis.moments;

import dev.corridor.statistics.effect.Prognosis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The outcome that everything known by a stay at one touchpoint lets expect: times, attributes, waits, what was met
/// and what failed before.
final class Expectation {
    private static final int MOST_COLUMNS = 60;
    private static final int ROWS_PER_COLUMN = 10;
    private static final int MOST_FITTED = 20_000;
    private static final int ROWS_TO_CHOOSE = 5_000;
    private static final double RARE = 0.02;

    private final Visits visits;
    private final Outcomes outcomes;
    private final int from;
    private final int to;

    Expectation(Visits visits, Outcomes outcomes, int touchpoint) {
        this.visits = visits;
        this.outcomes = outcomes;
        this.from = visits.from(touchpoint);
        this.to = visits.to(touchpoint);
    }

    /// Fills what is expected of the stays at the touchpoint.
    void fill(List<Knowledge.Part> known) {
        List<IntToDoubleFunction> columns = columns(known);
        Prognosis prognosis = new Prognosis(columns.size());
        double[] numbers = new double[columns.size()];
        int step = Math.max(1, (to - from) / MOST_FITTED);
        for (int row = from; row < to; row += step) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = columns.get(i).applyAsDouble(row);
            }
            prognosis.add(outcomes.value(visits.unit[row]), numbers);
        }
        Prognosis.Expected learnt = prognosis.expected();
        double[] sums = new double[to - from];
        Arrays.fill(sums, learnt.constant());
        for (int i = 0; i < columns.size(); i++) {
            IntToDoubleFunction column = columns.get(i);
            double slope = learnt.slope(i);
            for (int j = 0; j < sums.length && slope != 0; j++) {
                sums[j] += slope * column.applyAsDouble(from + j);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            visits.expected[from + i] = (float) sums[i];
        }
    }

    private List<IntToDoubleFunction> columns(List<Knowledge.Part> known) {
        List<IntToDoubleFunction> columns = new ArrayList<>();
        columns.add(row -> Math.log1p(visits.elapsed[row]));
        columns.add(row -> visits.elapsed[row] / 86_400.0);
        for (Knowledge.Part part : known) {
            IntPredicate knows = part.from().isEmpty()
                    ? row -> true
                    : row -> visits.knows(row, part.from().getAsInt());
            if (IntStream.range(from, to).anyMatch(knows)) {
                for (float[] column : part.columns()) {
                    columns.add(known(part, row -> column[visits.unit[row]]));
                }
                part.bins().ifPresent(bins -> columns.add(known(part, inBins(bins, knows))));
            }
        }
        met(columns, visits.met);
        met(columns, visits.failed);
        return telling(columns, Math.min(MOST_COLUMNS, (to - from) / ROWS_PER_COLUMN));
    }

    /// 0 where it is not known yet.
    private IntToDoubleFunction known(Knowledge.Part part, IntToDoubleFunction number) {
        if (part.from().isEmpty()) {
            return number;
        }
        int since = part.from().getAsInt();
        return row -> visits.knows(row, since) ? number.applyAsDouble(row) : 0;
    }

    /// The mean outcome of the bin that a number lies in.
    private IntToDoubleFunction inBins(Bins bins, IntPredicate knows) {
        IntStream known = IntStream.range(from, to).filter(knows).map(row -> visits.unit[row]);
        Bins.Means means = bins.learn(to - from, known, outcomes);
        return row -> means.of(visits.unit[row]);
    }

    /// A column per bit that neither nearly all stays have nor nearly none.
    private void met(List<IntToDoubleFunction> columns, long[] masks) {
        int[] counts = new int[Long.SIZE];
        for (int row = from; row < to; row++) {
            for (long left = masks[row]; left != 0; left &= left - 1) {
                counts[Long.numberOfTrailingZeros(left)]++;
            }
        }
        for (int i = 0; i < Long.SIZE; i++) {
            if (counts[i] >= RARE * (to - from) && counts[i] <= (1 - RARE) * (to - from)) {
                long bit = 1L << i;
                columns.add(row -> (masks[row] & bit) == 0 ? 0 : 1);
            }
        }
    }

    /// Of too many columns those that tell most of the outcome.
    private List<IntToDoubleFunction> telling(List<IntToDoubleFunction> columns, int most) {
        if (columns.size() <= most) {
            return columns;
        }
        int step = Math.max(1, (to - from) / ROWS_TO_CHOOSE);
        return columns.stream()
                .map(column -> Map.entry(correlation(column, step), column))
                .sorted(Map.Entry.<Double, IntToDoubleFunction>comparingByKey().reversed())
                .limit(most)
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The squared correlation with the outcome, 0 where either is constant.
    private double correlation(IntToDoubleFunction column, int step) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row = from; row < to; row += step) {
            double number = column.applyAsDouble(row);
            double outcome = outcomes.value(visits.unit[row]);
            n++;
            double dx = number - x;
            double dy = outcome - y;
            x += dx / n;
            y += dy / n;
            xx += dx * (number - x);
            yy += dy * (outcome - y);
            xy += dx * (outcome - y);
        }
        return xx > 0 && yy > 0 ? xy / xx * (xy / yy) : 0;
    }
}
