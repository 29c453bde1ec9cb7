package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.internal.NearestNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names that some data have, with their codes.
public interface Names {
    /// What they name, as a word in the singular: `touchpoint`, `attribute`.
    String what();

    /// The code of a name, at least 0; -1 where the data do not have it. Case counts.
    int codeOf(String name);

    /// Every name.
    Collection<String> all();

    /// The code of a name that must be there.
    ///
    /// @throws CorridorException `UNKNOWN_NAME` with up to three near names, or, where none is near and there
    ///     are no more than ten, all of them
    default int require(String name) {
        int code = codeOf(name);
        if (code >= 0) {
            return code;
        }
        throw new CorridorException(
                EngineError.UNKNOWN_NAME,
                "The data have no " + what() + " called " + SourceText.shown(name)
                        + NearestNames.hint(name, all(), SourceText::shown) + ".",
                "Write the " + what() + " as the data have it; capital and small letters count.");
    }

    /// Names whose codes are their places in a list; of equal names the first counts.
    static Names of(String what, List<String> names) {
        List<String> all = List.copyOf(names);
        Map<String, Integer> codes = new HashMap<>();
        for (int code = 0; code < all.size(); code++) {
            codes.putIfAbsent(all.get(code), code);
        }
        return new Names() {
            @Override
            public String what() {
                return what;
            }

            @Override
            public int codeOf(String name) {
                return codes.getOrDefault(name, -1);
            }

            @Override
            public Collection<String> all() {
                return all;
            }
        };
    }
}
