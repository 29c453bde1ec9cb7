package dev.corridor.app.view;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.VersionedCache;
import dev.corridor.app.discovery.VersionedCaches;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The last week of each data set, found once per version and rule.
@Service
public class LastWeeks {
    private static final int KEPT = 32;

    private final Figures figures;
    private final Stores stores;
    private final VersionedCache<Asked, Optional<LastWeek>> weeks;

    LastWeeks(Figures figures, Stores stores, VersionedCaches caches) {
        this.figures = figures;
        this.stores = stores;
        this.weeks = caches.ofLatest(KEPT);
    }

    private record Asked(Optional<String> rule, boolean small) {}

    /// @param small whether the reader may list customers; others get no scores of a week
    /// @return empty where no interaction has a time
    /// @throws dev.corridor.engine.error.CorridorException where there is no such data set, or nothing in it
    public Optional<LastWeek> of(DataSetId set, boolean small) {
        Snapshot snapshot = stores.current(set);
        return weeks.get(snapshot, new Asked(snapshot.set().rule(), small), () -> LastWeek.of(figures, set, small));
    }
}
