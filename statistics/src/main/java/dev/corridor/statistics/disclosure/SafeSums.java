package dev.corridor.statistics.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of many overlapping groups have their sums shown, so that no sum, difference or other linear combination of
/// what is shown is of answers of fewer than k customers.
///
/// Groups are decided on in the order given; each is shown unless it would break the rule together with those shown
/// before. Groups that follow from those shown are shown too.
///
/// Guarantee: with P the projection on the shown groups (as vectors over answers), an answer's leverage is its
/// element on the diagonal of P, and that of a customer the sum over his answers. A combination that is of the
/// answers of a set of customers alone is its own projection, for which the leverages of these customers must sum
/// to 1 or more. As each is kept below 1 / (k - 1), the set holds k customers or more. The rule is sufficient and
/// not necessary, so that some groups are hidden that could be shown. A group alone of k or more customers with one
/// answer each is always shown.
///
/// Source: leverages as in Hoaglin and Welsch, "The Hat Matrix in Regression and ANOVA", The American Statistician
/// 32 (1978). Cost: groups squared, plus all memberships, for each group.
public final class SafeSums {
    private static final double NOTHING = 1e-9;

    /// The part of a group that may be left, by rounding, where it follows from those shown.
    private static final double FOLLOWS = 1e-10;

    private final List<Customers> customers;
    private final double most;
    private final double[][] common;
    private final double[][] factor;
    private final int[] placeOf;
    private final int[] shown;
    private final double[] leverages;
    private int size;

    /// Customers whose answers lie in the same groups.
    ///
    /// @param groups of each of their answers, ascending; a row per answer
    /// @param count how many such customers there are
    public record Customers(int[][] groups, long count) {}

    private SafeSums(int groups, List<Customers> customers, long k) {
        this.customers = customers;
        this.most = 1.0 / (k - 1) - NOTHING;
        this.common = common(groups, customers);
        this.factor = new double[groups][];
        this.placeOf = new int[groups];
        this.shown = new int[groups];
        this.leverages = new double[customers.size()];
        Arrays.fill(placeOf, -1);
    }

    /// @param groups how many there are, the most wanted first
    /// @param k fewest customers that may be told about, 2 or more
    /// @return per group whether it is shown; a group without answers is
    public static boolean[] of(int groups, List<Customers> customers, long k) {
        if (k < 2) {
            throw new IllegalArgumentException("k " + k);
        }
        SafeSums sums = new SafeSums(groups, List.copyOf(customers), k);
        boolean[] shown = new boolean[groups];
        for (int group = 0; group < groups; group++) {
            shown[group] = sums.add(group);
        }
        return shown;
    }

    /// Answers in each two groups.
    private static double[][] common(int groups, List<Customers> customers) {
        double[][] common = new double[groups][groups];
        for (Customers alike : customers) {
            for (int[] answer : alike.groups()) {
                for (int one : answer) {
                    for (int other : answer) {
                        common[one][other] += alike.count();
                    }
                }
            }
        }
        return common;
    }

    private boolean add(int group) {
        double own = common[group][group];
        double[] along = new double[size];
        double left = own;
        for (int i = 0; i < size; i++) {
            double product = common[group][shown[i]];
            for (int j = 0; j < i; j++) {
                product -= factor[i][j] * along[j];
            }
            along[i] = product / factor[i][i];
            left -= along[i] * along[i];
        }
        if (left <= FOLLOWS * Math.max(1, own)) {
            return true;
        }
        double[] weights = weights(along);
        double[] after = leverages.clone();
        for (int i = 0; i < after.length; i++) {
            after[i] += leverage(customers.get(i), group, weights) / left;
            if (after[i] >= most) {
                return false;
            }
        }
        System.arraycopy(after, 0, leverages, 0, after.length);
        factor[size] = Arrays.copyOf(along, size + 1);
        factor[size][size] = Math.sqrt(left);
        placeOf[group] = size;
        shown[size++] = group;
        return true;
    }

    /// How the shown groups together come nearest to one more.
    private double[] weights(double[] along) {
        double[] weights = along.clone();
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                weights[i] -= factor[j][i] * weights[j];
            }
            weights[i] /= factor[i][i];
        }
        return weights;
    }

    private double leverage(Customers alike, int group, double[] weights) {
        double sum = 0;
        for (int[] answer : alike.groups()) {
            double rest = Arrays.binarySearch(answer, group) >= 0 ? 1 : 0;
            for (int other : answer) {
                int place = placeOf[other];
                if (place >= 0) {
                    rest -= weights[place];
                }
            }
            sum += rest * rest;
        }
        return sum;
    }

    /// Collects customers whose answers lie in the same groups.
    public static final class Collector {
        private static final char END = Character.MAX_VALUE;

        private final Map<String, long[]> counts = new HashMap<>();

        /// @param groups of each answer of one customer, ascending, each below 65,535
        public void add(List<int[]> groups) {
            String[] answers = new String[groups.size()];
            for (int i = 0; i < answers.length; i++) {
                char[] answer = new char[groups.get(i).length + 1];
                for (int j = 0; j < answer.length - 1; j++) {
                    answer[j] = (char) groups.get(i)[j];
                }
                answer[answer.length - 1] = END;
                answers[i] = new String(answer);
            }
            Arrays.sort(answers);
            counts.computeIfAbsent(String.join("", answers), _ -> new long[1])[0]++;
        }

        /// How many kinds of customers there are so far.
        public int kinds() {
            return counts.size();
        }

        /// Memberships of all kinds, which is what deciding on one group costs.
        public long memberships() {
            return counts.keySet().stream().mapToLong(String::length).sum();
        }

        public List<Customers> customers() {
            return counts.entrySet().stream()
                    .map(entry -> new Customers(groups(entry.getKey()), entry.getValue()[0]))
                    .toList();
        }

        private static int[][] groups(String answers) {
            List<int[]> rows = new ArrayList<>();
            for (int from = 0; from < answers.length(); ) {
                int to = answers.indexOf(END, from);
                rows.add(answers.substring(from, to).chars().toArray());
                from = to + 1;
            }
            return rows.toArray(int[][]::new);
        }
    }
}
