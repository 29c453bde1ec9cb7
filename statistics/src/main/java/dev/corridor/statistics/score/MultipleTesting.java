package dev.corridor.statistics.score;

import java.util.stream.IntStream;

/// P-values adjusted for being the pick of many.
public final class MultipleTesting {
    private MultipleTesting() {}

    /// Benjamini-Hochberg: calling "found" whatever has q up to 5 % makes at most 5 % of all findings false, on
    /// average, where tests are independent or positively dependent.
    ///
    /// Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995).
    ///
    /// @param p each 0 to 1, in any order
    /// @return q in the same order
    public static double[] benjaminiHochberg(double[] p) {
        int[] order = ascending(p);
        double[] q = new double[p.length];
        double smallest = 1;
        for (int i = p.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, p[order[i]] * p.length / (i + 1));
            q[order[i]] = smallest;
        }
        return q;
    }

    /// Holm: the chance of even one false finding among all stays up to 5 %, however tests depend.
    ///
    /// Source: Holm, Scandinavian Journal of Statistics 6 (1979).
    ///
    /// @param p each 0 to 1, in any order
    /// @return adjusted p in the same order
    public static double[] holm(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.min(1, p[order[i]] * (p.length - i)));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        for (double probability : p) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability of " + probability);
            }
        }
        return IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
