package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import org.springframework.stereotype.Service;

/// Sets the touchpoints side by side, and remembers the latest tables of each version.
@Service
public class Touchpoints {
    private static final int TABLES = 32;

    private final Figures figures;
    private final VersionedCache<Asked, TouchpointFigures> tables;

    Touchpoints(Figures figures, VersionedCaches caches) {
        this.figures = figures;
        this.tables = caches.ofLatest(TABLES);
    }

    private record Asked(Query query, boolean small) {}

    /// @param small whether the reader may list customers
    /// @throws dev.corridor.engine.error.CorridorException as [Figures#ask]
    public TouchpointFigures ask(Query query, boolean small) {
        Answered answered = figures.ask(query, small);
        return tables.get(answered.snapshot(), new Asked(query, small), () -> TouchpointFigures.of(answered, small));
    }
}
