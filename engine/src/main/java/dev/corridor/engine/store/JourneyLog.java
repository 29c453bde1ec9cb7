package dev.corridor.engine.store;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.NearestNames;
import dev.corridor.engine.journey.JourneyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A store's journeys under one rule, seen at one time.
public final class JourneyLog {
    private final Store store;
    private final JourneyRule rule;
    private final OptionalLong asOf;
    private final List<Journeys> parts;
    private final long outside;
    private @Nullable PathIndex paths;

    private JourneyLog(Store store, JourneyRule rule, OptionalLong asOf, List<Journeys> parts, long outside) {
        this.store = store;
        this.rule = rule;
        this.asOf = asOf;
        this.parts = parts;
        this.outside = outside;
    }

    static JourneyLog cut(Store store, JourneyRule rule, OptionalLong asOf) {
        if (rule instanceof JourneyRule.FromTo fromTo) {
            requireTouchpoint(store, fromTo.from());
            fromTo.to().ifPresent(to -> requireTouchpoint(store, to));
        }
        OptionalLong latest = store.latest();
        boolean cutsTime = asOf.isPresent() && latest.isPresent() && asOf.getAsLong() < latest.getAsLong();
        List<Journeys> parts = new ArrayList<>();
        long outside = 0;
        for (Segment segment : store.segments()) {
            if (rule instanceof JourneyRule.ByKey && !cutsTime) {
                parts.add(new Journeys(segment, store.schema()));
            } else {
                Cut cut = new Cut(segment, store, rule, cutsTime ? asOf.getAsLong() : Long.MAX_VALUE);
                parts.add(cut.journeys());
                outside += cut.outside();
            }
        }
        return new JourneyLog(store, rule, asOf.isPresent() ? asOf : latest, parts, outside);
    }

    private static void requireTouchpoint(Store store, String name) {
        if (store.touchpoints().code(name).isEmpty()) {
            throw new CorridorException(
                    EngineError.UNKNOWN_NAME,
                    "The journey rule names the touchpoint \"" + name + "\", which the data do not have"
                            + NearestNames.hint(name, store.touchpoints().all(), near -> '"' + near + '"') + ".",
                    "Write the touchpoint as the data have it; capital and small letters count.");
        }
    }

    public Store store() {
        return store;
    }

    public JourneyRule rule() {
        return rule;
    }

    /// The second at which the journeys are seen: as asked for, else that of the last interaction; empty
    /// where none has a time.
    public OptionalLong asOf() {
        return asOf;
    }

    /// The journeys, one part per segment.
    public List<Journeys> parts() {
        return parts;
    }

    /// Interactions that belong to no journey under this rule.
    public long outside() {
        return outside;
    }

    /// The distinct paths of all journeys, numbered at the first call.
    public synchronized PathIndex paths() {
        PathIndex index = paths;
        if (index == null) {
            index = store.guarded(() -> new PathIndex(parts));
            paths = index;
        }
        return index;
    }

    /// All journeys.
    public JourneySelection all() {
        return JourneySelection.all(this);
    }
}
