package dev.corridor.app.discovery;

import dev.corridor.engine.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A part of journeys that takes time: from one touchpoint to another, or to or from an end of the journey.
///
/// It begins at a journey's first interaction at `from` and ends at the first one at `to` behind it. Where it is
/// direct, it is the first time that `to` comes right behind `from`.
///
/// @param from empty: the first contact
/// @param to empty: the last contact
/// @param directly only between two touchpoints
public record Stretch(Optional<String> from, Optional<String> to, boolean directly) {
    /// From the first contact to the last.
    public static final Stretch WHOLE = new Stretch(Optional.empty(), Optional.empty(), false);

    public Stretch {
        directly = directly && from.isPresent() && to.isPresent();
    }

    /// The condition that holds for the journeys that have it; empty where all have.
    public Optional<Filter> condition() {
        if (from.isPresent() && to.isPresent()) {
            return Optional.of(
                    directly
                            ? new Filter.Then(from.get(), to.get())
                            : new Filter.Later(from.get(), to.get(), Optional.empty()));
        }
        return from.or(() -> to).map(Filter.Passes::new);
    }

    /// Its parameters in an address: `from=A&to=B&how=directly`.
    public List<String> text() {
        List<String> parts = new ArrayList<>();
        from.ifPresent(touchpoint -> parts.add("from=" + Query.encoded(touchpoint)));
        to.ifPresent(touchpoint -> parts.add("to=" + Query.encoded(touchpoint)));
        if (directly) {
            parts.add("how=directly");
        }
        return parts;
    }
}
