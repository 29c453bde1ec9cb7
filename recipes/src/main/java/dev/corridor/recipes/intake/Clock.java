package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.TimeParser;
import dev.corridor.recipes.reader.ZoneClock;
import dev.corridor.recipes.recipe.Zone;
import org.jspecify.annotations.Nullable;

/// Turns clock readings into the seconds that are stored: instants where the source is zoned, else the clock as
/// written.
final class Clock {
    private final boolean zoned;
    private final @Nullable ZoneClock zone;
    private Reading reading = Reading.PLAIN;

    /// @param zoned whether instants are stored
    Clock(Zone zone, boolean zoned) {
        this.zoned = zoned;
        this.zone = zone instanceof Zone.Of of ? new ZoneClock(of.id()) : null;
    }

    /// How a reading relates to its zone.
    enum Reading {
        PLAIN,
        /// Does not exist on this clock.
        GAP,
        /// Exists twice on this clock.
        OVERLAP,
        /// An offset was written but the clock is what counts.
        OFFSET_IGNORED,
        /// Instants are stored and no offset was written; UTC is assumed.
        OFFSET_MISSING
    }

    boolean zoned() {
        return zoned;
    }

    /// The second to be stored; afterwards [#reading] tells of it. A reference is stored only where it changes:
    /// storing one for every row costs more than to look.
    long second(TimeParser time) {
        if (!zoned) {
            Reading found = time.hasOffset() ? Reading.OFFSET_IGNORED : Reading.PLAIN;
            if (reading != found) {
                reading = found;
            }
            return time.second();
        }
        if (time.hasOffset()) {
            reading = Reading.PLAIN;
            return time.instant();
        }
        if (zone == null) {
            reading = Reading.OFFSET_MISSING;
            return time.second();
        }
        long gaps = zone.gaps();
        long overlaps = zone.overlaps();
        long instant = zone.toInstant(time.second());
        reading = zone.gaps() > gaps ? Reading.GAP : zone.overlaps() > overlaps ? Reading.OVERLAP : Reading.PLAIN;
        return instant;
    }

    Reading reading() {
        return reading;
    }
}
