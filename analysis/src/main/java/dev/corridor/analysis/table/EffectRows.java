package dev.corridor.analysis.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of an effect's table as columns, in file order, growing: 41 bytes a row.
final class EffectRows {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int count;
    int[] units = new int[16];
    double[] times = new double[16];
    double[] outcomes = new double[16];
    double[] covariates = new double[16];
    boolean[] treated = new boolean[16];
    long[] lines = new long[16];

    /// The number of a unit, from 0 in order of first appearance.
    int unit(String name) {
        return codes.computeIfAbsent(name, added -> {
            names.add(added);
            return names.size() - 1;
        });
    }

    String name(int unit) {
        return names.get(unit);
    }

    boolean knows(String name) {
        return codes.containsKey(name);
    }

    int unitCount() {
        return names.size();
    }

    void add(int unit, double time, double outcome, double covariate, boolean mark, long line) {
        if (count == units.length) {
            int larger = 2 * count;
            units = Arrays.copyOf(units, larger);
            times = Arrays.copyOf(times, larger);
            outcomes = Arrays.copyOf(outcomes, larger);
            covariates = Arrays.copyOf(covariates, larger);
            treated = Arrays.copyOf(treated, larger);
            lines = Arrays.copyOf(lines, larger);
        }
        units[count] = unit;
        times[count] = time;
        outcomes[count] = outcome;
        covariates[count] = covariate;
        treated[count] = mark;
        lines[count++] = line;
    }
}
