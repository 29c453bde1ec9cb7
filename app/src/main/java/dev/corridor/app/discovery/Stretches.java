package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Says how long stretches take, and remembers the latest answers of each version.
@Service
public class Stretches {
    private static final int ANSWERS = 32;

    private final Figures figures;
    private final VersionedCache<Asked, StretchTimes> answers;

    Stretches(Figures figures, VersionedCaches caches) {
        this.figures = figures;
        this.answers = caches.ofLatest(ANSWERS);
    }

    private record Asked(Query query, Stretch stretch, boolean small, Optional<Boolean> doubling) {}

    /// @param small whether the reader may list customers; others see no time of fewer than 10 journeys, and no group
    ///     of fewer than 5
    /// @param doubling whether the steps of the distribution double; empty: whichever shows more
    /// @throws dev.corridor.engine.error.CorridorException as [Figures#ask]; `UNKNOWN_TOUCHPOINT`
    public StretchTimes ask(Query query, Stretch stretch, boolean small, Optional<Boolean> doubling) {
        Answered answered = figures.ask(query, small);
        return answers.get(
                answered.snapshot(),
                new Asked(query, stretch, small, doubling),
                () -> StretchTimes.of(answered, stretch, small, doubling));
    }

    /// The journeys behind a number, for those who may list customers.
    ///
    /// @param cursor of the page before; empty: the first
    /// @throws dev.corridor.engine.error.CorridorException as [#ask]; `BAD_CURSOR`, `LIST_CHANGED`
    public StretchList list(Query query, Stretch stretch, StretchPart part, Optional<String> cursor, int most) {
        return StretchList.of(figures.ask(query, true), stretch, part, cursor, most);
    }
}
