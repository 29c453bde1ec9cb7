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
import java.util.function.Consumer;

/// A request's question with its answer; a condition that cannot be read is left out, and the bar says why.
///
/// @param small whether the reader may list customers
record Asked(Query query, Answered answered, FilterBar bar, FilterWords words, boolean small) {
    /// @param name of the page that asks, such as `journeys`
    static Asked of(Figures figures, long set, HttpServletRequest request, Page page, String name) {
        boolean small = page.may(Permission.LIST_CUSTOMERS.name());
        Query query = Asking.query(set, request);
        Askable askable = Askable.of(query, asked -> figures.ask(asked, small));
        Optional<CorridorException> problem = askable.problem();
        String typed = askable.typed();
        query = askable.query();
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

    /// A question without the conditions that cannot be asked.
    ///
    /// @param problem of the last of them
    /// @param typed that condition
    record Askable(Query query, Optional<CorridorException> problem, String typed) {
        /// @param ask refuses what cannot be asked
        /// @throws CorridorException where the question cannot be asked without conditions either
        static Askable of(Query asked, Consumer<Query> ask) {
            if (refusal(asked, ask).isEmpty()) {
                return new Askable(asked, Optional.empty(), "");
            }
            Askable left = new Askable(asked, Optional.empty(), "");
            for (String filter : asked.filters()) {
                Optional<CorridorException> refusal = refusal(asked.unfiltered().and(filter), ask);
                if (refusal.isPresent()) {
                    left = new Askable(left.query.without(filter), refusal, filter);
                }
            }
            ask.accept(left.query);
            return left;
        }

        private static Optional<CorridorException> refusal(Query query, Consumer<Query> ask) {
            try {
                ask.accept(query);
                return Optional.empty();
            } catch (CorridorException e) {
                return Optional.of(e);
            }
        }
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
