package dev.corridor.app.discovery.web;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.app.discovery.Allowance;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.MomentSearches;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The moments of truth: which of the things that customers live through decide what they answer, whether they come
/// back or whether they leave. Searched in the background; the page says how far it is.
@Controller
@Requires(Permission.READ_FIGURES)
class MomentsPage {
    static final String PAGE = "moments";

    private final MomentSearches moments;
    private final Figures figures;
    private final Stores stores;
    private final Pages pages;
    private final Clock clock;

    MomentsPage(MomentSearches moments, Figures figures, Stores stores, Pages pages, Clock clock) {
        this.moments = moments;
        this.figures = figures;
        this.stores = stores;
        this.pages = pages;
        this.clock = clock;
    }

    @Bean
    static Place momentsPlace() {
        return new Place("place.moments", "/sets/{set}/moments", Permission.READ_FIGURES.name(), 75);
    }

    @GetMapping("/sets/{set}/moments")
    String moments(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        boolean small = page.may(Permission.LIST_CUSTOMERS.name());
        Query query = query(set, request);
        MomentSearches.Question question = question(query, request);
        Optional<Problem> refused = Optional.empty();
        MomentSearches.State state = MomentSearches.State.NONE;
        Allowance allowance = figures.ask(query, small).allowance();
        try {
            MomentSearches.requireOpen(question, allowance);
            state = moments.state(question);
        } catch (CorridorException e) {
            refused = Optional.of(Problem.of(e, page.words()));
        }
        model.addAttribute(
                "view",
                new MomentsView(
                        page,
                        query,
                        question,
                        state,
                        refused,
                        small,
                        clock.instant(),
                        stores.current(query.set()).version(),
                        filter -> figures.ask(query.and(filter), small).answer().journeys(),
                        allowance));
        return "discovery/moments";
    }

    /// The line that says how far the search is; once it is done, the page is to be loaded again.
    @GetMapping("/sets/{set}/moments/progress")
    String progress(@PathVariable long set, HttpServletRequest request, HttpServletResponse response, Model model) {
        Page page = pages.of(request);
        Query query = query(set, request);
        MomentSearches.Question question = question(query, request);
        MomentSearches.State state = moments.state(question);
        if (state.searching().isEmpty()) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("progress", MomentsProgress.of(page, query, question, state, clock.instant()));
        return "discovery/moments-progress";
    }

    /// All journeys as they stand now, whatever conditions and time other pages were asked with.
    private static Query query(long set, HttpServletRequest request) {
        Query asked = Asking.query(set, request);
        return new Query(asked.set(), List.of(), asked.journeys(), Optional.empty());
    }

    private MomentSearches.Question question(Query query, HttpServletRequest request) {
        return moments.question(query.set(), outcome(query, request), query.journeys(), within(request));
    }

    /// What was asked for; else the score where there is one, else coming back.
    private MomentQuestion.Outcome outcome(Query query, HttpServletRequest request) {
        String asked = request.getParameter("outcome");
        return Arrays.stream(MomentQuestion.Outcome.values())
                .filter(outcome -> outcome.word().equals(asked))
                .findFirst()
                .orElseGet(() -> stores.current(query.set()).store().schema().idOf(Schema.SCORE) >= 0
                        ? MomentQuestion.Outcome.SCORE
                        : MomentQuestion.Outcome.REPURCHASE);
    }

    private static Duration within(HttpServletRequest request) {
        String asked = request.getParameter("within");
        return List.of("30d", "90d", "365d").contains(String.valueOf(asked))
                        && JourneyRules.parse("gap=" + asked) instanceof JourneyRule.ByGap(Duration time)
                ? time
                : MomentQuestion.USUAL_WITHIN;
    }
}
