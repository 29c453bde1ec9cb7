package dev.corridor.app.discovery.web;

import dev.corridor.analysis.score.ScoreError;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.ScoreAnswers;
import dev.corridor.app.discovery.ScoreAnswers.Scored;
import dev.corridor.app.discovery.web.Asked.Askable;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What customers answered: the score of all and of groups, who answered, and which groups differ.
@Controller
@Requires(Permission.READ_FIGURES)
class ScorePage {
    static final String PAGE = "scores";

    private final ScoreAnswers scores;
    private final Figures figures;
    private final Stores stores;
    private final Pages pages;

    ScorePage(ScoreAnswers scores, Figures figures, Stores stores, Pages pages) {
        this.scores = scores;
        this.figures = figures;
        this.stores = stores;
        this.pages = pages;
    }

    @Bean
    static Place scoresPlace() {
        return new Place("place.scores", "/sets/{set}/scores", Permission.READ_FIGURES.name(), 70);
    }

    @GetMapping("/sets/{set}/scores")
    String scores(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        boolean small = page.may(Permission.LIST_CUSTOMERS.name());
        Query asked = Asking.query(set, request);
        Snapshot snapshot = stores.current(asked.set());
        FilterWords words = new FilterWords(page.words(), snapshot.origin().recipe());
        List<FilterBar.Suggestion> suggestions = Asked.suggestions(snapshot, words);
        List<FilterBar.Suggestion> forms = FilterForms.of(figures.ask(asked.unfiltered(), small), words, small);
        Askable askable = Askable.of(asked, query -> requireAskable(question(query, request), small));
        try {
            Scored scored = scores.ask(question(askable.query(), request), small);
            FilterBar bar = FilterBar.of(askable.query(), PAGE, words).suggesting(suggestions, forms);
            FilterBar told = askable.problem()
                    .map(why -> bar.with(Problem.of(why, page.words()), askable.typed()))
                    .orElse(bar);
            model.addAttribute("view", new ScoreView(page, scored, told));
            return "discovery/scores";
        } catch (CorridorException e) {
            if (!(e.code() instanceof ScoreError)) {
                throw e;
            }
            model.addAttribute("problem", Problem.of(e, page.words()));
            return "discovery/no-scores";
        }
    }

    /// That there is no score is an answer.
    private void requireAskable(ScoreAnswers.Question question, boolean small) {
        try {
            scores.ask(question, small);
        } catch (CorridorException e) {
            if (!(e.code() instanceof ScoreError)) {
                throw e;
            }
        }
    }

    private static ScoreAnswers.Question question(Query query, HttpServletRequest request) {
        return new ScoreAnswers.Question(
                query,
                Optional.of(named(request, "by").orElse(ScoreAnswers.VISITED)),
                named(request, "measure").flatMap(ScorePage::kind),
                named(request, "at"));
    }

    private static Optional<String> named(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    private static Optional<ScoreKind> kind(String name) {
        return Arrays.stream(ScoreKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
