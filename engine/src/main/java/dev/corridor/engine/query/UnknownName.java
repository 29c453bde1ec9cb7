package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.NearestNames;
import dev.corridor.engine.store.Names;
import java.util.Collection;

/// The refusal of a name that the data do not have.
final class UnknownName {
    private UnknownName() {}

    /// `UNKNOWN_NAME` with up to three near names, or, where none is near and there are no more than ten, all of
    /// them.
    ///
    /// @param what the name is of, as a word in the singular: `touchpoint`, `attribute`
    static CorridorException refusal(String what, String name, Collection<String> known) {
        return new CorridorException(
                EngineError.UNKNOWN_NAME,
                "The data have no " + what + " called " + SourceText.shown(name)
                        + NearestNames.hint(name, known, SourceText::shown) + ".",
                "Write the " + what + " as the data have it; capital and small letters count.");
    }

    /// The code of a touchpoint that must be there.
    static int touchpoint(String name, Names touchpoints) {
        return touchpoints.code(name).orElseThrow(() -> refusal("touchpoint", name, touchpoints.all()));
    }
}
