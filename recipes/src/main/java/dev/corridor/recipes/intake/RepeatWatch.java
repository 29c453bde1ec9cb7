package dev.corridor.recipes.intake;

import java.util.Arrays;

/// Finds rows that repeat an earlier one by 64-bit hashes of their content. Hashes wait in 256 small queues, so that
/// each visit to a part of the memory settles many of them.
final class RepeatWatch {
    private static final int PARTS = 256;
    private static final int QUEUE = 1_024;
    private static final int SHIFT = 56;

    private final long limit;
    private final long[][] waiting = new long[PARTS][];
    private final long[][] lines = new long[PARTS][];
    private final int[] queued = new int[PARTS];
    private final long[][] slots = new long[PARTS][];
    private final int[] sizes = new int[PARTS];
    private long watched;
    private long repeated;
    private final long[] examples = new long[Finding.EXAMPLES];
    private boolean zeroSeen;

    /// @param limit rows that are remembered; later ones are not compared
    RepeatWatch(long limit) {
        this.limit = limit;
    }

    void add(long hash, long line) {
        if (watched >= limit) {
            return;
        }
        watched++;
        int part = (int) (hash >>> SHIFT);
        if (queued[part] == 0 && waiting[part] == null) {
            waiting[part] = new long[QUEUE];
            lines[part] = new long[QUEUE];
            slots[part] = new long[QUEUE];
        }
        waiting[part][queued[part]] = hash;
        lines[part][queued[part]++] = line;
        if (queued[part] == QUEUE) {
            settle(part);
        }
    }

    private void settle(int part) {
        for (int i = 0; i < queued[part]; i++) {
            if (!insert(part, waiting[part][i])) {
                if (repeated < examples.length) {
                    examples[(int) repeated] = lines[part][i];
                }
                repeated++;
            }
        }
        queued[part] = 0;
    }

    private boolean insert(int part, long hash) {
        if (hash == 0) {
            boolean isNew = !zeroSeen;
            zeroSeen = true;
            return isNew;
        }
        if (sizes[part] * 4L >= slots[part].length * 3L) {
            grow(part);
        }
        if (!place(slots[part], hash)) {
            return false;
        }
        sizes[part]++;
        return true;
    }

    private static boolean place(long[] into, long hash) {
        int mask = into.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (into[slot] != 0) {
            if (into[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        into[slot] = hash;
        return true;
    }

    private void grow(int part) {
        long[] larger = new long[slots[part].length * 2];
        for (long hash : slots[part]) {
            if (hash != 0) {
                place(larger, hash);
            }
        }
        slots[part] = larger;
    }

    /// How many of the rows repeat an earlier one.
    long repeated() {
        for (int part = 0; part < PARTS; part++) {
            settle(part);
        }
        return repeated;
    }

    /// Lines of some repeated rows, in order.
    long[] examples() {
        long[] found = Arrays.copyOf(examples, (int) Math.min(repeated(), examples.length));
        Arrays.sort(found);
        return found;
    }

    /// How many rows were compared.
    long watched() {
        return watched;
    }
}
