package dev.corridor.recipes.intake;

import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.Row;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// Finds the rows that are another row once more: by the key of the recipe, or in several files of one table by
/// their content and how often it occurred in the file. Of rows with the same key the last with new content wins;
/// 64-bit hashes stand for keys and contents.
final class Identities {
    private final Findings findings;
    private long[] keys = new long[1 << 10];
    private long[] winners = new long[1 << 10];
    private long[] contents = new long[1 << 10];
    private int size;

    private Identities(Findings findings) {
        this.findings = findings;
        Arrays.fill(winners, -1);
    }

    /// Whether this has to be looked at before a table is used.
    static boolean matter(GivenTable table) {
        return !table.rule().key().isEmpty() || table.files().size() > 1;
    }

    /// Reads the table once and marks the rows to be dropped.
    ///
    /// @param seen is shown every row too
    static void find(GivenTable table, Reading reading, Findings findings, BiConsumer<GivenFile, Row> seen) {
        if (table.rule().key().isEmpty()) {
            byContent(table, reading, findings, seen);
        } else {
            new Identities(findings).byKey(table, reading, seen);
        }
    }

    private void byKey(GivenTable table, Reading reading, BiConsumer<GivenFile, Row> seen) {
        String name = table.rule().name();
        String key = String.join(" + ", table.rule().key());
        Findings.Tally same = findings.tally(
                "duplicate-row",
                name,
                "{n} of {of} rows of the table '" + name + "' repeat a row with the same " + key
                        + "; each counts once.");
        Findings.Tally other = findings.tally(
                "conflicting-row",
                name,
                "{n} of {of} rows of the table '" + name + "' have the same " + key
                        + " as a later row and other content; the last row counts.");
        for (int number = 0; number < table.files().size(); number++) {
            GivenFile file = table.files().get(number);
            int[] columns = Binding.columns(file, table.rule().key(), "the key of '" + name + "'");
            long base = (long) number << 40;
            int[] ordinal = {0};
            reading.rows(table.rule(), file, row -> {
                long place = base | ordinal[0]++;
                seen.accept(file, row);
                long content = Slices.hash(row);
                int slot = slot(Slices.hash(row, columns));
                if (winners[slot] < 0) {
                    win(slot, Slices.hash(row, columns), place, content);
                } else if (contents[slot] == content) {
                    file.dropped().set((int) place);
                    same.add(() -> example(file, row, columns));
                } else {
                    table.files().get((int) (winners[slot] >>> 40)).dropped().set((int) winners[slot]);
                    winners[slot] = place;
                    contents[slot] = content;
                    other.add(() -> example(file, row, columns));
                }
            });
            same.of(file.rows());
            other.of(file.rows());
        }
    }

    private static String example(GivenFile file, Row row, int[] columns) {
        return Example.of(file.table().file(), row, columns[0]);
    }

    private void win(int slot, long key, long place, long content) {
        keys[slot] = key;
        winners[slot] = place;
        contents[slot] = content;
        if (++size * 3L >= keys.length * 2L) {
            grow();
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (winners[slot] >= 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldWinners = winners;
        long[] oldContents = contents;
        keys = new long[oldKeys.length * 2];
        winners = new long[oldKeys.length * 2];
        contents = new long[oldKeys.length * 2];
        Arrays.fill(winners, -1);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldWinners[old] >= 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                winners[slot] = oldWinners[old];
                contents[slot] = oldContents[old];
            }
        }
    }

    private static void byContent(
            GivenTable table, Reading reading, Findings findings, BiConsumer<GivenFile, Row> seen) {
        String name = table.rule().name();
        Findings.Tally again = findings.tally(
                "row-in-several-files",
                name,
                "{n} of {of} rows of the table '" + name + "' stand in another file too; each counts once.");
        LongCounts before = new LongCounts();
        for (GivenFile file : table.files()) {
            LongCounts here = new LongCounts();
            int[] ordinal = {0};
            reading.rows(table.rule(), file, row -> {
                int place = ordinal[0]++;
                seen.accept(file, row);
                long content = Slices.hash(row);
                if (here.add(content) <= before.count(content)) {
                    file.dropped().set(place);
                    again.add(() -> Example.of(file.table().file(), row.line(), ""));
                }
            });
            before.raiseTo(here);
            again.of(file.rows());
        }
    }
}
