package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.interaction.DataSetId;
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
    private final Cache<Placed, Places> places =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    MapPlaces(Figures figures) {
        this.figures = figures;
    }

    private record Placed(
            DataSetId set, long version, JourneyRule rule, OptionalLong asOf, Language language, boolean small) {}

    /// @param small as in [Figures#ask]
    public Places of(Query query, Language language, boolean small) {
        Answered whole = figures.ask(query.unfiltered(), small);
        Placed placed = new Placed(
                query.set(),
                whole.snapshot().version(),
                whole.rule(),
                whole.mining().question().asOf(),
                language,
                small);
        return places.get(placed, _ -> Places.of(whole.report(), language, small));
    }
}
