package dev.corridor.statistics.driver;

import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.matrix.BootstrapMoments;
import dev.corridor.statistics.matrix.MomentMatrix;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Tables that several tests use.
final class Tables {
    private static final Map<String, String> OUTCOMES = Map.of("swiss", "Fertility", "longley", "Employed");

    private Tables() {}

    /// The moments of a reference table, its outcome moved to the last column.
    static BootstrapMoments moments(String data) {
        List<String[]> cells = Vectors.csv("rdata/" + data + ".csv");
        int outcome = List.of(cells.getFirst()).indexOf(OUTCOMES.get(data));
        int columns = cells.getFirst().length;
        BootstrapMoments moments = new BootstrapMoments(columns);
        for (int i = 1; i < cells.size(); i++) {
            double[] row = new double[columns];
            int at = 0;
            for (int column = 0; column < columns; column++) {
                row[column == outcome ? columns - 1 : at++] = Double.parseDouble(cells.get(i)[column]);
            }
            moments.add(i, row);
        }
        return moments;
    }

    /// Correlations of normal columns that share a common part, as in ratings of one customer.
    static double[][] correlations(int drivers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MomentMatrix moments = new MomentMatrix(drivers + 1);
        for (int i = 0; i < 200; i++) {
            double common = random.nextGaussian();
            double[] row = new double[drivers + 1];
            for (int column = 0; column <= drivers; column++) {
                row[column] = common + random.nextGaussian();
            }
            moments.add(row);
        }
        return moments.centred().correlations();
    }
}
