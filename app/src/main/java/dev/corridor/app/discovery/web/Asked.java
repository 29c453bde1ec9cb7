package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
        if (problem.isPresent()) {
            Optional<Filter.Passes> meant = meant(typed, answered.snapshot(), words);
            if (meant.isPresent()) {
                problem = Optional.empty();
                query = query.and(meant.get().text());
                answered = figures.ask(query, small);
            }
        }
        FilterBar bar = FilterBar.of(query, name, words)
                .suggesting(suggestions(answered.snapshot(), words), FilterForms.of(answered, words, small));
        if (problem.isPresent()) {
            bar = bar.with(Problem.of(problem.get(), page.words()), typed);
        }
        return new Asked(query, answered, bar, words, small);
    }

    /// What is no condition may be a touchpoint, or one of the suggestions, as people say it.
    private static Optional<Filter.Passes> meant(String typed, Snapshot snapshot, FilterWords words) {
        String said = typed.strip();
        return snapshot.store().touchpoints().all().stream()
                .map(Filter.Passes::new)
                .filter(passes -> said.equalsIgnoreCase(passes.touchpoint())
                        || said.equalsIgnoreCase(words.name(passes.touchpoint()))
                        || said.equalsIgnoreCase(words.say(passes)))
                .findFirst();
    }

    /// One for each touchpoint.
    static List<FilterBar.Suggestion> suggestions(Snapshot snapshot, FilterWords words) {
        return snapshot.store().touchpoints().all().stream()
                .map(Filter.Passes::new)
                .map(passes -> new FilterBar.Suggestion(passes.text(), words.say(passes)))
                .toList();
    }
}
