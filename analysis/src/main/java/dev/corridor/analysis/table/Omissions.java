package dev.corridor.analysis.table;

import dev.corridor.analysis.words.Plural;
import dev.corridor.recipes.reader.Reject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Counts what is not used while a table is read, with the first places of each reason.
final class Omissions {
    private static final int EXAMPLES = 3;
    private static final int EXCERPT = 200;

    private final Map<Reason, Tally> tallies = new LinkedHashMap<>();

    private long rejectedRows;

    private record Reason(String code, String column) {}

    private static final class Tally {
        private final LongFunction<String> sentence;
        private final List<Omission.Place> examples = new ArrayList<>();
        private long count;

        Tally(LongFunction<String> sentence) {
            this.sentence = sentence;
        }
    }

    /// @param sentence for people, given the count in the end
    void add(String code, String column, long line, String value, LongFunction<String> sentence) {
        Tally tally = tallies.computeIfAbsent(new Reason(code, column), _ -> new Tally(sentence));
        tally.count++;
        if (tally.examples.size() < EXAMPLES) {
            tally.examples.add(new Omission.Place(line, cut(value)));
        }
    }

    /// A cell of a column of names that is empty.
    void missing(long line, String column) {
        add(
                "missing",
                column,
                line,
                "",
                count -> Plural.of(count, "value", "values") + " of '" + column + "'"
                        + (count == 1 ? " is missing." : " are missing."));
    }

    void add(Reject reject) {
        rejectedRows++;
        add(
                reject.code(),
                reject.column(),
                reject.line(),
                reject.value(),
                count -> (count == 1 ? "A row" : Plural.number(count) + " rows") + " cannot be read: "
                        + reject.sentence());
    }

    /// Rows that cannot be read.
    long rejectedRows() {
        return rejectedRows;
    }

    List<Omission> list() {
        List<Omission> list = new ArrayList<>();
        tallies.forEach((reason, tally) -> list.add(new Omission(
                reason.code(), reason.column(), tally.count, tally.sentence.apply(tally.count), tally.examples)));
        return list;
    }

    static String cut(String value) {
        if (value.length() <= EXCERPT) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return value.substring(0, end) + "...";
    }
}
