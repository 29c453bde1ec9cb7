package dev.corridor.app.discovery.web;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.query.PathPatternParser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// A path pattern as it was typed.
///
/// @param pattern empty where nothing was typed or it cannot be followed, and then `problem` says why
record PatternSearch(String typed, Optional<PathPattern> pattern, Optional<CorridorException> problem) {
    static PatternSearch of(HttpServletRequest request) {
        String typed =
                Optional.ofNullable(request.getParameter("pattern")).orElse("").strip();
        PatternSearch nothing = new PatternSearch(typed, Optional.empty(), Optional.empty());
        if (typed.isEmpty()) {
            return nothing;
        }
        try {
            return new PatternSearch(typed, Optional.of(PathPatternParser.parse(typed)), Optional.empty());
        } catch (CorridorException e) {
            return nothing.with(e);
        }
    }

    PatternSearch with(CorridorException e) {
        return new PatternSearch(typed, Optional.empty(), Optional.of(e));
    }

    /// The pattern as a condition.
    Optional<Filter> condition() {
        return pattern.map(Filter.Path::new);
    }
}
