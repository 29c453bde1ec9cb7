package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Surroundings;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.map.Touchpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What journeys meet before and after a touchpoint.
@Controller
@Requires(Permission.READ_FIGURES)
class AroundPage {
    static final String PAGE = "around";

    private final Figures figures;
    private final Pages pages;

    AroundPage(Figures figures, Pages pages) {
        this.figures = figures;
        this.pages = pages;
    }

    @Bean
    static Place aroundPlace() {
        return new Place("place.around", "/sets/{set}/around", Permission.READ_FIGURES.name(), 50);
    }

    @GetMapping("/sets/{set}/around")
    String around(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        Optional<String> named =
                Optional.ofNullable(request.getParameter("touchpoint")).filter(id -> !id.isEmpty());
        Optional<String> known = named.filter(
                id -> asked.answered().snapshot().store().touchpoints().code(id).isPresent());
        Optional<Surroundings> around =
                known.or(() -> telling(asked)).map(touchpoint -> Surroundings.of(asked.answered(), touchpoint));
        model.addAttribute("view", new AroundView(page, asked, around, known.isPresent() ? Optional.empty() : named));
        return "discovery/around";
    }

    /// The touchpoint that most journeys come to from somewhere and leave for somewhere.
    private static Optional<String> telling(Asked asked) {
        return asked.answered().report().touchpoints().stream()
                .max(Comparator.comparingLong((Touchpoint touchpoint) -> Math.min(
                                touchpoint.journeys() - touchpoint.starts(), touchpoint.journeys() - touchpoint.ends()))
                        .thenComparingLong(Touchpoint::journeys))
                .map(Touchpoint::id);
    }
}
