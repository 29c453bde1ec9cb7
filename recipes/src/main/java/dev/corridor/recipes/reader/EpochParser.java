package dev.corridor.recipes.reader;

/// Reads seconds or milliseconds since 1970-01-01T00:00Z.
final class EpochParser extends TimeParser {
    private static final long MOST = 1L << 58;

    private final int perSecond;

    /// @param perSecond 1 or 1000
    EpochParser(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    boolean read(byte[] bytes, int from, int end) {
        int at = from;
        boolean negative = bytes[at] == '-';
        at += negative ? 1 : 0;
        int firstDigit = at;
        long units = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && units < MOST / 10) {
            units = units * 10 + bytes[at++] - '0';
        }
        if (at == firstDigit) {
            return fail(Problem.NOT_A_TIME);
        }
        long unit = 1_000_000_000L / perSecond;
        long part = 0;
        boolean hasPart = at < end && bytes[at] == '.';
        if (hasPart) {
            at++;
            long place = unit / 10;
            int firstPart = at;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                part += (bytes[at++] - '0') * place;
                place /= 10;
            }
            if (at == firstPart) {
                return fail(Problem.NOT_A_TIME);
            }
        }
        if (at != end) {
            return fail(Problem.NOT_A_TIME);
        }
        long whole = units / perSecond;
        long nanos = units % perSecond * unit + part;
        second = negative ? -whole : whole;
        if (negative && nanos > 0) {
            second--;
            nanos = 1_000_000_000L - nanos;
        }
        nano = (int) nanos;
        hasOffset = true;
        fineness = perSecond > 1 || hasPart ? Fineness.FRACTION : Fineness.SECOND;
        return true;
    }
}
