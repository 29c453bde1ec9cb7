package dev.corridor.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SafeSumsTest {
    private static final double ZERO = 1e-6;

    @Test
    void showsGroupsOfEnoughAndHidesSmallerOnes() {
        List<SafeSums.Customers> customers =
                List.of(customers(10, new int[] {0}), customers(9, new int[] {1}), customers(10_000, new int[] {2}));

        assertThat(SafeSums.of(3, customers, 10)).containsExactly(true, false, true);
    }

    @Test
    void hidesOneOfTwoNestedGroupsWhoseDifferenceIsSmall() {
        List<SafeSums.Customers> customers = List.of(customers(97, new int[] {0, 1}), customers(3, new int[] {0}));

        assertThat(SafeSums.of(2, customers, 10)).containsExactly(true, false);
    }

    @Test
    void hidesTheLastPartWhenTheOthersAndTheWholeWouldTellASmallOne() {
        List<SafeSums.Customers> customers = List.of(
                customers(50, new int[] {0, 1}), customers(40, new int[] {0, 2}), customers(4, new int[] {0, 3}));

        assertThat(SafeSums.of(4, customers, 10)).containsExactly(true, true, false, false);
    }

    @Test
    void showsWhatFollowsFromTheOthers() {
        List<SafeSums.Customers> customers = List.of(customers(50, new int[] {0, 1}), customers(40, new int[] {0, 2}));

        assertThat(SafeSums.of(3, customers, 10)).containsExactly(true, true, true);
    }

    @Test
    void countsCustomersAndNotTheirAnswers() {
        int[][] many = new int[40][];
        java.util.Arrays.fill(many, new int[] {1});
        List<SafeSums.Customers> customers =
                List.of(customers(1_000, new int[] {0}), new SafeSums.Customers(many, 1), customers(5, new int[] {1}));

        assertThat(SafeSums.of(2, customers, 10)).containsExactly(true, false);
    }

    @Test
    void showsNoneOfWhichAnyCombinationTellsOfFewerThanK() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        int shownInAll = 0;
        for (int run = 0; run < 150; run++) {
            int k = 2 + random.nextInt(3);
            int groups = 2 + random.nextInt(7);
            List<List<int[]>> answers = answers(random, groups);
            SafeSums.Collector collector = new SafeSums.Collector();
            answers.forEach(collector::add);
            boolean[] shown = SafeSums.of(groups, collector.customers(), k);
            double[][] columns = columns(answers, shown);
            shownInAll += columns.length;

            for (List<Integer> few : subsets(answers.size(), k - 1)) {
                assertThat(rank(columns, answers, few))
                        .as("seed %d, run %d, k %d: told of %s", seed, run, k, few)
                        .isEqualTo(rank(columns, answers, List.of()));
            }
        }
        assertThat(shownInAll).isGreaterThan(200);
    }

    private static SafeSums.Customers customers(long count, int[] groups) {
        return new SafeSums.Customers(new int[][] {groups}, count);
    }

    private static List<List<int[]>> answers(Random random, int groups) {
        List<List<int[]>> answers = new ArrayList<>();
        double density = 0.3 + 0.6 * random.nextDouble();
        for (int customer = 0; customer < 5 + random.nextInt(9); customer++) {
            List<int[]> own = new ArrayList<>();
            for (int answer = 0; answer <= (random.nextInt(4) == 0 ? 1 : 0); answer++) {
                own.add(IntStream.range(0, groups)
                        .filter(_ -> random.nextDouble() < density)
                        .toArray());
            }
            answers.add(own);
        }
        return answers;
    }

    /// The shown groups as vectors over all answers.
    private static double[][] columns(List<List<int[]>> answers, boolean[] shown) {
        return IntStream.range(0, shown.length)
                .filter(group -> shown[group])
                .mapToObj(group -> answers.stream()
                        .flatMap(List::stream)
                        .mapToDouble(answer -> IntStream.of(answer).anyMatch(one -> one == group) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    /// Independent groups as far as they are seen in the answers of all but a few customers: fewer than over all
    /// where some combination is of these few alone.
    private static int rank(double[][] columns, List<List<int[]>> answers, List<Integer> without) {
        List<Integer> owners = new ArrayList<>();
        for (int customer = 0; customer < answers.size(); customer++) {
            for (int i = 0; i < answers.get(customer).size(); i++) {
                owners.add(customer);
            }
        }
        int[] rest = IntStream.range(0, owners.size())
                .filter(answer -> !without.contains(owners.get(answer)))
                .toArray();
        double[][] rows = java.util.Arrays.stream(columns)
                .map(column -> IntStream.of(rest).mapToDouble(i -> column[i]).toArray())
                .toArray(double[][]::new);
        int rank = 0;
        for (int at = 0; at < rest.length && rank < rows.length; at++) {
            int best = rank;
            for (int row = rank; row < rows.length; row++) {
                best = Math.abs(rows[row][at]) > Math.abs(rows[best][at]) ? row : best;
            }
            if (Math.abs(rows[best][at]) < ZERO) {
                continue;
            }
            double[] pivot = rows[best];
            rows[best] = rows[rank];
            rows[rank++] = pivot;
            for (int row = rank; row < rows.length; row++) {
                double factor = rows[row][at] / pivot[at];
                for (int i = at; i < rest.length; i++) {
                    rows[row][i] -= factor * pivot[i];
                }
            }
        }
        return rank;
    }

    private static List<List<Integer>> subsets(int size, int most) {
        List<List<Integer>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << size; bits++) {
            if (Integer.bitCount(bits) <= most) {
                int mask = bits;
                subsets.add(IntStream.range(0, size)
                        .filter(i -> (mask >> i & 1) == 1)
                        .boxed()
                        .toList());
            }
        }
        return subsets;
    }
}
