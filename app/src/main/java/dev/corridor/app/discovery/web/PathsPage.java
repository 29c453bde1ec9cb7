package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.PathFigures;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Which paths customers take, most used first, and how many follow a pattern.
@Controller
@Requires(Permission.READ_FIGURES)
class PathsPage {
    static final String PAGE = "paths";
    private static final int SHOWN = 25;
    private static final int MOST = 1_000;

    private final Figures figures;
    private final Pages pages;

    PathsPage(Figures figures, Pages pages) {
        this.figures = figures;
        this.pages = pages;
    }

    @Bean
    static Place pathsPlace() {
        return new Place("place.paths", "/sets/{set}/paths", Permission.READ_FIGURES.name(), 30);
    }

    @GetMapping("/sets/{set}/paths")
    String paths(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        int most = Math.clamp(Asking.number(request, "show", SHOWN), 1, MOST);
        PatternSearch search = PatternSearch.of(request);
        Optional<PathFigures> found = Optional.empty();
        try {
            found = Optional.of(PathFigures.of(asked.answered(), search.pattern(), most));
        } catch (CorridorException e) {
            search = search.with(e);
        }
        PathFigures shown = found.orElseGet(() -> PathFigures.of(asked.answered(), Optional.empty(), most));
        model.addAttribute("view", new PathsView(page, asked, search, shown, MOST));
        return "discovery/paths";
    }

    /// How many journeys follow the pattern as it is typed.
    @GetMapping("/sets/{set}/paths/count")
    String count(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        PatternSearch search = PatternSearch.of(request);
        long journeys = 0;
        try {
            if (search.pattern().isPresent()) {
                journeys = PathFigures.count(asked.answered(), search.pattern().get());
            }
        } catch (CorridorException e) {
            search = search.with(e);
        }
        model.addAttribute("count", new PathCount(page, asked, search, journeys));
        return "discovery/path-count";
    }
}
