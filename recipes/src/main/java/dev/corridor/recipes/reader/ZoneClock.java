package dev.corridor.recipes.reader;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Turns clock times of a zone into instants, and counts those that daylight saving makes doubtful. Not for
/// several threads.
///
/// As in java.time, a time in a gap (the clock jumped over it) is moved forward by the gap, and a time in
/// an overlap (the clock showed it twice) is the earlier of the two instants.
public final class ZoneClock {
    private final ZoneRules rules;
    private long from = 1;
    private long to;
    private int offset;
    private long gaps;
    private long overlaps;

    public ZoneClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /// The instant in seconds since 1970-01-01T00:00Z.
    ///
    /// @param clockSecond seconds since 1970-01-01T00:00 on the zone's clock
    public long toInstant(long clockSecond) {
        if (clockSecond >= from && clockSecond < to) {
            return clockSecond - offset;
        }
        LocalDateTime clock = LocalDateTime.ofEpochSecond(clockSecond, 0, ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.getTransition(clock);
        if (transition != null) {
            gaps += transition.isGap() ? 1 : 0;
            overlaps += transition.isOverlap() ? 1 : 0;
            return clockSecond - transition.getOffsetBefore().getTotalSeconds();
        }
        offset = rules.getOffset(clock).getTotalSeconds();
        Instant instant = Instant.ofEpochSecond(clockSecond - offset);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        from = before == null
                ? Long.MIN_VALUE
                : Math.max(clock(before.getDateTimeBefore()), clock(before.getDateTimeAfter()));
        to = after == null
                ? Long.MAX_VALUE
                : Math.min(clock(after.getDateTimeBefore()), clock(after.getDateTimeAfter()));
        return clockSecond - offset;
    }

    /// Times so far that the zone's clock never showed.
    public long gaps() {
        return gaps;
    }

    /// Times so far that the zone's clock showed twice.
    public long overlaps() {
        return overlaps;
    }

    private static long clock(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }
}
