package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.StretchPart.Which;
import dev.corridor.engine.store.JourneySelection.Visit;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.OpenJourneys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// The journeys behind a number about a stretch, those that took longest first.
///
/// @param total how many there are: what the number counted
/// @param next where the following page begins; empty on the last
public record StretchList(long total, List<Row> rows, Optional<String> next) {
    /// One journey.
    ///
    /// @param start second at which its stretch began; empty where that is not known
    /// @param seconds that it took, or for which it has been going on
    public record Row(JourneyList.Row journey, OptionalLong start, OptionalLong seconds) {}

    /// A journey with what was measured.
    private record Measured(long place, Visit visit, long start, long seconds) {
        private static final Comparator<Measured> LONGEST_FIRST =
                Comparator.comparingLong(Measured::seconds).reversed().thenComparingLong(Measured::place);
    }

    /// @param cursor of an earlier page's `next`; empty: the first page
    /// @throws dev.corridor.engine.error.CorridorException `BAD_CURSOR`, `LIST_CHANGED`, `UNKNOWN_TOUCHPOINT`
    static StretchList of(Answered answered, Stretch stretch, StretchPart part, Optional<String> cursor, int most) {
        ListCursor cursors = new ListCursor(answered, List.of(stretch, part));
        int from = cursor.map(text -> cursors.place(text, 1)[0]).orElse(0);
        Longest longest = new Longest((long) from + most);
        LocalHours clock = new LocalHours(LocalTime.of(answered.snapshot()));
        new StretchWalk(answered, stretch).each((visit, ending, start, seconds) -> {
            if (part.holds(ending, start, seconds, clock)) {
                longest.add(visit, start, seconds(part, seconds));
            }
        });
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = answered.openJourneys();
        boolean timed = isTimed(part);
        List<Row> rows = longest.sorted().stream()
                .skip(from)
                .map(found -> new Row(
                        JourneyList.row(found.visit().journeys(), found.visit().journey(), names, states),
                        timed ? OptionalLong.of(found.start()) : OptionalLong.empty(),
                        timed ? OptionalLong.of(found.seconds()) : OptionalLong.empty()))
                .toList();
        long behind = (long) from + most;
        return new StretchList(
                longest.total, rows, behind < longest.total ? Optional.of(cursors.at((int) behind)) : Optional.empty());
    }

    private static boolean isTimed(StretchPart part) {
        return part.which() == Which.ARRIVED || part.which() == Which.OPEN;
    }

    private static long seconds(StretchPart part, long seconds) {
        return isTimed(part) ? seconds : 0;
    }

    /// Keeps the longest of those that it is given, and counts all.
    private static final class Longest {
        private final long most;
        private final PriorityQueue<Measured> kept = new PriorityQueue<>(Measured.LONGEST_FIRST.reversed());
        private long total;

        Longest(long most) {
            this.most = most;
        }

        void add(Visit visit, long start, long seconds) {
            kept.add(new Measured(total++, visit, start, seconds));
            if (kept.size() > most) {
                kept.poll();
            }
        }

        List<Measured> sorted() {
            List<Measured> sorted = new ArrayList<>(kept);
            sorted.sort(Measured.LONGEST_FIRST);
            return sorted;
        }
    }
}
