package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Visit;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.OpenJourneys;
import java.util.Optional;
import java.util.OptionalLong;

/// Measures a stretch in one journey after the other.
final class StretchWalk {
    private static final int ANY = -1;

    /// What became of a journey on a stretch.
    enum Ending {
        /// It got there, and the time is known.
        ARRIVED,
        /// It is open, has begun the stretch and not ended it.
        OPEN,
        /// It is not open, and never got there.
        NEVER,
        /// It got there or is open, and the data do not say when it began or ended.
        UNTIMED,
        /// It never came to where the stretch begins.
        APART
    }

    /// Takes what was measured of one journey.
    interface Reader {
        /// @param start second at which the stretch began; only where it arrived or is open
        /// @param seconds that it took, or for which it has been going on; likewise
        void read(Visit visit, Ending ending, long start, long seconds);
    }

    private final JourneySelection selection;
    private final OpenJourneys states;
    private final OptionalLong asOf;
    private final int from;
    private final int to;
    private final boolean directly;
    private long start;
    private long seconds;

    /// @throws CorridorException `UNKNOWN_TOUCHPOINT`
    StretchWalk(Answered answered, Stretch stretch) {
        this.selection = answered.selection();
        this.states = answered.openJourneys();
        Names names = selection.log().store().touchpoints();
        this.asOf = selection.log().asOf();
        this.from = code(stretch.from(), names);
        this.to = code(stretch.to(), names);
        this.directly = stretch.directly();
    }

    private static int code(Optional<String> touchpoint, Names names) {
        return touchpoint
                .map(name -> names.code(name)
                        .orElseThrow(() -> new CorridorException(
                                FigureError.UNKNOWN_TOUCHPOINT,
                                "The data have no touchpoint \"" + name + "\".",
                                "Choose one of those that the page offers.")))
                .orElse(ANY);
    }

    /// Hands on every journey that is asked about, in the order of the data.
    void each(Reader reader) {
        selection.fold(reader, (self, visit) -> {
            self.read(visit, measure(visit.journeys(), visit.journey()), start, seconds);
            return self;
        });
    }

    private Ending measure(Journeys journeys, int journey) {
        int begin = begin(journeys, journey);
        if (begin < 0) {
            return Ending.APART;
        }
        start = from == ANY ? journeys.start(journey) : journeys.second(begin);
        if (to == ANY) {
            return isOpen(journeys, journey) ? waiting() : ended(journeys.finish(journey));
        }
        int end = first(journeys, to, from == ANY ? begin : begin + 1, journeys.offset(journey + 1));
        if (end >= 0) {
            return ended(journeys.second(end));
        }
        return isOpen(journeys, journey) ? waiting() : Ending.NEVER;
    }

    private int begin(Journeys journeys, int journey) {
        int first = journeys.offset(journey);
        int behind = journeys.offset(journey + 1);
        if (from == ANY) {
            return first;
        }
        if (!directly) {
            return first(journeys, from, first, behind);
        }
        for (int i = first; i + 1 < behind; i++) {
            if (journeys.touchpoint(i) == from && journeys.touchpoint(i + 1) == to) {
                return i;
            }
        }
        return -1;
    }

    private static int first(Journeys journeys, int touchpoint, int from, int behind) {
        for (int i = from; i < behind; i++) {
            if (journeys.touchpoint(i) == touchpoint) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOpen(Journeys journeys, int journey) {
        return states.state(journeys, journey) == OpenJourneys.State.OPEN;
    }

    private Ending waiting() {
        if (start == Journeys.UNTIMED || asOf.isEmpty()) {
            return Ending.UNTIMED;
        }
        seconds = asOf.getAsLong() - start;
        return Ending.OPEN;
    }

    private Ending ended(long finish) {
        if (start == Journeys.UNTIMED || finish == Journeys.UNTIMED) {
            return Ending.UNTIMED;
        }
        seconds = finish - start;
        return Ending.ARRIVED;
    }
}
