package dev.corridor.statistics.score;

import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Differences among several groups, with one Benjamini-Hochberg adjustment over all that were possible.
///
/// Which groups are compared must not depend on their scores: give all that have enough answers.
public final class ManyGroups {
    /// Beyond this number of groups pairs say less than each group against the rest.
    public static final int MOST_FOR_PAIRS = 50;

    private ManyGroups() {}

    /// @param q adjusted p; 1 where no difference was possible
    public record Compared<K>(K group, K other, Result<Difference> difference, double q) {}

    /// @param q adjusted p; 1 where no difference was possible
    public record AgainstRest<K>(K group, Result<Difference> difference, double q) {}

    /// Every pair, in the order of the map.
    ///
    /// @param groups up to `MOST_FOR_PAIRS`, on one scale
    public static <K> List<Compared<K>> pairs(Measure measure, SequencedMap<K, ? extends Sample> groups) {
        if (groups.size() > MOST_FOR_PAIRS) {
            throw new IllegalArgumentException("pairs of " + groups.size() + " groups");
        }
        List<Compared<K>> pairs = new ArrayList<>();
        List<K> names = List.copyOf(groups.keySet());
        List<? extends Sample> samples = List.copyOf(groups.values());
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                Result<Difference> difference = ScoreDifference.between(measure, samples.get(i), samples.get(j));
                pairs.add(new Compared<>(names.get(i), names.get(j), difference, 1));
            }
        }
        double[] q = adjusted(pairs, Compared::difference);
        for (int i = 0; i < q.length; i++) {
            Compared<K> pair = pairs.get(i);
            pairs.set(i, new Compared<>(pair.group(), pair.other(), pair.difference(), q[i]));
        }
        return pairs;
    }

    /// Each group against all other answers of the whole, in the order of the map. With `ClusteredScores` each
    /// comparison goes through all customers of the whole.
    ///
    /// @param groups parts of the whole, each collected from some of its answers
    public static <K> List<AgainstRest<K>> againstRest(
            Measure measure, Sample whole, SequencedMap<K, ? extends Sample> groups) {
        List<AgainstRest<K>> compared = new ArrayList<>();
        for (Map.Entry<K, ? extends Sample> group : groups.entrySet()) {
            Result<Difference> difference =
                    ScoreDifference.between(measure, group.getValue(), whole.without(group.getValue()));
            compared.add(new AgainstRest<>(group.getKey(), difference, 1));
        }
        double[] q = adjusted(compared, AgainstRest::difference);
        for (int i = 0; i < q.length; i++) {
            compared.set(
                    i,
                    new AgainstRest<>(compared.get(i).group(), compared.get(i).difference(), q[i]));
        }
        return compared;
    }

    private static <C> double[] adjusted(List<C> compared, Function<C, Result<Difference>> difference) {
        int[] possible = IntStream.range(0, compared.size())
                .filter(i -> difference.apply(compared.get(i)).answer().isPresent())
                .toArray();
        double[] p = new double[possible.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = difference.apply(compared.get(possible[i])).orElseThrow().p();
        }
        double[] adjusted = MultipleTesting.benjaminiHochberg(p);
        double[] q = new double[compared.size()];
        Arrays.fill(q, 1);
        for (int i = 0; i < p.length; i++) {
            q[possible[i]] = adjusted[i];
        }
        return q;
    }
}
