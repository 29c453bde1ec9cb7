package dev.corridor.app.discovery;

import dev.corridor.app.discovery.StretchWalk.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Which of the journeys of a stretch are meant.
///
/// @param atLeast seconds that they took
/// @param below seconds that they stayed below
/// @param weekday on which their stretch began, from 1, Monday, to 7
/// @param hour in which it began, from 0 to 23
public record StretchPart(
        Which which, OptionalLong atLeast, OptionalLong below, OptionalInt weekday, OptionalInt hour) {
    /// What became of them.
    public enum Which {
        ARRIVED,
        OPEN,
        NEVER,
        UNTIMED;

        /// As it stands in an address.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static StretchPart of(Which which) {
        return new StretchPart(
                which, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /// Those that arrived and took so long.
    public static StretchPart took(long atLeast, OptionalLong below) {
        return new StretchPart(
                Which.ARRIVED, OptionalLong.of(atLeast), below, OptionalInt.empty(), OptionalInt.empty());
    }

    /// Those that arrived and began then.
    public static StretchPart began(OptionalInt weekday, OptionalInt hour) {
        return new StretchPart(Which.ARRIVED, OptionalLong.empty(), OptionalLong.empty(), weekday, hour);
    }

    /// Its parameters in an address.
    public List<String> text() {
        List<String> parts = new ArrayList<>(List.of("which=" + which.text()));
        atLeast.ifPresent(seconds -> parts.add("at-least=" + seconds));
        below.ifPresent(seconds -> parts.add("below=" + seconds));
        weekday.ifPresent(day -> parts.add("weekday=" + day));
        hour.ifPresent(time -> parts.add("hour=" + time));
        return parts;
    }

    boolean holds(Ending ending, long start, long seconds, LocalHours clock) {
        return switch (ending) {
            case ARRIVED -> which == Which.ARRIVED && holds(start, seconds, clock);
            case OPEN -> which == Which.OPEN && holds(start, seconds, clock);
            case NEVER -> which == Which.NEVER;
            case UNTIMED -> which == Which.UNTIMED;
            case APART -> false;
        };
    }

    private boolean holds(long start, long seconds, LocalHours clock) {
        return (atLeast.isEmpty() || seconds >= atLeast.getAsLong())
                && (below.isEmpty() || seconds < below.getAsLong())
                && (weekday.isEmpty() || clock.weekday(start) == weekday.getAsInt())
                && (hour.isEmpty() || clock.hour(start) == hour.getAsInt());
    }
}
