package dev.corridor.app.discovery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// The hour and the weekday that the clocks of a data set show at a second.
final class LocalHours {
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final int THURSDAY = 3;
    private static final int DAYS = 7;

    private final ZoneRules rules;

    LocalHours(LocalTime clock) {
        rules = clock.zone().getRules();
    }

    private long local(long second) {
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
        return second + offset.getTotalSeconds();
    }

    /// From 0 to 23.
    int hour(long second) {
        return (int) (Math.floorMod(local(second), DAY) / HOUR);
    }

    /// From 1, Monday, to 7.
    int weekday(long second) {
        return (int) Math.floorMod(Math.floorDiv(local(second), DAY) + THURSDAY, (long) DAYS) + 1;
    }
}
