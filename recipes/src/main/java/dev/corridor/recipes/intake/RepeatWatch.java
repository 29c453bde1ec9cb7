package dev.corridor.recipes.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds rows that repeat an earlier one by 64-bit hashes of their content. Hashes are put aside in 256 parts
/// and compared part by part at the end, so that the memory visited at random stays small.
final class RepeatWatch {
    private static final int PARTS = 256;
    private static final int SHIFT = 56;
    private static final int PAGE = 128;

    private final long limit;
    private final List<List<long[]>> pages = new ArrayList<>();
    private final long[][] open = new long[PARTS][];
    private final int[] used = new int[PARTS];
    private long[] slots = new long[64];
    private long watched;
    private long repeated;
    private final long[] examples = new long[Finding.EXAMPLES];

    /// @param limit rows that are remembered; later ones are not compared
    RepeatWatch(long limit) {
        this.limit = limit;
        for (int part = 0; part < PARTS; part++) {
            pages.add(new ArrayList<>());
        }
        Arrays.fill(used, PAGE);
        Arrays.fill(examples, Long.MAX_VALUE);
    }

    /// Notes a row, its hash and its line one after the other.
    void add(long hash, long line) {
        if (watched >= limit) {
            return;
        }
        watched++;
        int part = (int) (hash >>> SHIFT);
        int at = used[part];
        if (at == PAGE) {
            open[part] = new long[PAGE];
            pages.get(part).add(open[part]);
            at = 0;
        }
        long[] page = open[part];
        page[at] = hash;
        page[at + 1] = line;
        used[part] = at + 2;
    }

    /// Compares all rows and forgets them.
    void finish() {
        for (int part = 0; part < PARTS; part++) {
            List<long[]> noted = pages.get(part);
            begin(noted.size() * (PAGE / 2));
            boolean zeroSeen = false;
            for (int page = 0; page < noted.size(); page++) {
                long[] rows = noted.get(page);
                int end = page == noted.size() - 1 ? used[part] : PAGE;
                for (int at = 0; at < end; at += 2) {
                    boolean isNew = rows[at] == 0 ? !zeroSeen : place(rows[at]);
                    zeroSeen |= rows[at] == 0;
                    if (!isNew) {
                        repeated++;
                        remember(rows[at + 1]);
                    }
                }
            }
            noted.clear();
        }
    }

    /// Empties the slots, at most three quarters of which will be taken.
    private void begin(int rows) {
        while (slots.length * 3L < rows * 4L) {
            slots = new long[slots.length * 2];
        }
        Arrays.fill(slots, 0);
    }

    private boolean place(long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = hash;
        return true;
    }

    private void remember(long line) {
        int last = examples.length - 1;
        if (line < examples[last]) {
            examples[last] = line;
            Arrays.sort(examples);
        }
    }

    /// How many of the rows repeat an earlier one.
    long repeated() {
        return repeated;
    }

    /// The lines of the first repeated rows, ascending.
    long[] examples() {
        return Arrays.copyOf(examples, (int) Math.min(repeated, examples.length));
    }

    /// How many rows were compared.
    long watched() {
        return watched;
    }
}
