package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// A request's question with its answer; a condition that cannot be read is left out, and the bar says why.
///
/// @param small whether the reader may list customers
record Asked(Query query, Answered answered, FilterBar bar, FilterWords words, boolean small) {
    /// @param name of the page that asks, such as `journeys`
    static Asked of(Figures figures, long set, HttpServletRequest request, Page page, String name) {
        boolean small = page.may(Permission.LIST_CUSTOMERS.name());
        Query query = Asking.query(set, request);
        Optional<CorridorException> problem = Optional.empty();
        String typed = "";
        try {
            figures.ask(query, small);
        } catch (CorridorException e) {
            if (query.filters().isEmpty()) {
                throw e;
            }
            typed = query.filters().getLast();
            query = query.without(typed);
            problem = Optional.of(e);
        }
        Answered answered = figures.ask(query, small);
        FilterWords words =
                new FilterWords(page.words(), answered.snapshot().origin().recipe());
        FilterBar bar = FilterBar.of(query, name, words);
        if (problem.isPresent()) {
            bar = bar.with(problem.get(), typed);
        }
        return new Asked(query, answered, bar, words, small);
    }
}
