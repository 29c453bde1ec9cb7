package dev.corridor.analysis.score;

import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.Decision;
import dev.corridor.statistics.disclosure.Differencing;
import dev.corridor.statistics.disclosure.OneWaySuppression;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Of which groups the number of answers and the score are shown: not of few, and not where those of few would
/// follow from the others and the total.
///
/// @param counts per group, whether its number of answers is shown
/// @param values per group, whether its score is shown
record Shown(boolean[] counts, boolean[] values) {
    /// Groups that share no answer.
    ///
    /// @param answers per group, the number of answers or of customers, whichever is smaller
    /// @param others the same of all answers in none of the groups
    static Shown of(long[] answers, long others, AnswerLimits limits) {
        long[] all = Arrays.copyOf(answers, answers.length + 1);
        all[answers.length] = others;
        OneWaySuppression counts = OneWaySuppression.of(all, limits.counts());
        OneWaySuppression values = OneWaySuppression.of(all, limits.values());
        boolean[] countShown = new boolean[answers.length];
        boolean[] valueShown = new boolean[answers.length];
        for (int i = 0; i < answers.length; i++) {
            countShown[i] = !counts.hidden(i);
            valueShown[i] = countShown[i] && !values.hidden(i);
        }
        return new Shown(countShown, valueShown);
    }

    /// Groups that may share answers: those with the most answers first, each unless it differs by few answers from
    /// all or from groups shown before.
    ///
    /// @param members per group, which answers it has
    static Shown overlapping(long[] answers, List<BitSet> members, BitSet all, AnswerLimits limits) {
        Differencing counts = new Differencing(limits.counts());
        Differencing values = new Differencing(limits.values());
        counts.publish(all);
        values.publish(all);
        boolean[] countShown = new boolean[answers.length];
        boolean[] valueShown = new boolean[answers.length];
        int[] order = IntStream.range(0, answers.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -answers[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
            countShown[i] =
                    answers[i] == 0 || (answers[i] >= limits.counts() && allowed(counts.publish(members.get(i))));
            valueShown[i] = countShown[i]
                    && (answers[i] == 0 || (answers[i] >= limits.values() && allowed(values.publish(members.get(i)))));
        }
        return new Shown(countShown, valueShown);
    }

    private static boolean allowed(Decision decision) {
        return decision instanceof Decision.Allowed;
    }
}
