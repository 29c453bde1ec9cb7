package dev.corridor.analysis.moments;

import java.time.Instant;
import java.time.ZoneId;

/// Days of seconds, on the clock of the data.
final class Clock {
    static final int DAY = 86_400;

    private Clock() {}

    /// Days since 1970-01-01.
    ///
    /// @param zoned whether the second is an instant, to be read in the zone; else it is a clock reading
    static long day(long second, ZoneId zone, boolean zoned) {
        long offset =
                zoned ? zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds() : 0;
        return Math.floorDiv(second + offset, DAY);
    }
}
