package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.map.Language;
import dev.corridor.map.living.Places;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;

/// Where everything stands on the map: found once per version of a data set, journey rule and language, whatever is
/// filtered.
@Service
public class MapPlaces {
    private static final int KEPT = 24;

    private final Figures figures;
    private final VersionedCache<Placed, Places> places;

    MapPlaces(Figures figures, VersionedCaches caches) {
        this.figures = figures;
        this.places = caches.ofLatest(KEPT);
    }

    private record Placed(JourneyRule rule, OptionalLong asOf, Language language, boolean small) {}

    /// @param small as in [Figures#ask]
    public Places of(Query query, Language language, boolean small) {
        Answered whole = figures.ask(query.unfiltered(), small);
        Placed placed = new Placed(whole.rule(), whole.question().asOf(), language, small);
        return places.get(whole.snapshot(), placed, () -> Places.of(whole.report(), language, small));
    }
}
