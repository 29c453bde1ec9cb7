package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.FigureError;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.JourneyList;
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
import org.springframework.web.bind.annotation.RequestParam;

/// How many journeys reach one touchpoint after the other, and how many are left behind at each.
@Controller
@Requires(Permission.READ_FIGURES)
class FunnelPage {
    static final String PAGE = "funnel";
    private static final int ROWS = 50;

    private final Figures figures;
    private final Pages pages;

    FunnelPage(Figures figures, Pages pages) {
        this.figures = figures;
        this.pages = pages;
    }

    @Bean
    static Place funnelPlace() {
        return new Place("place.funnel", "/sets/{set}/funnel", Permission.READ_FIGURES.name(), 35);
    }

    @GetMapping("/sets/{set}/funnel")
    String funnel(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        model.addAttribute("view", new FunnelView(page, asked, FunnelSteps.of(request, asked.answered())));
        return "discovery/funnel";
    }

    /// The journeys that reached a step within the window, which no condition can say.
    @GetMapping("/sets/{set}/funnel/journeys")
    @Requires(Permission.LIST_CUSTOMERS)
    String journeys(
            @PathVariable long set, @RequestParam Optional<String> cursor, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        FunnelSteps steps = FunnelSteps.of(request, asked.answered());
        int step = Asking.number(request, "reached", 1);
        boolean noFurther = "true".equals(request.getParameter("left"));
        if (step < 1
                || step > steps.steps().size()
                || (noFurther && step == steps.steps().size())) {
            throw new CorridorException(
                    FigureError.NO_SUCH_STEP,
                    "The funnel has no step " + step + " that could be listed so.",
                    "Choose the list on the page of the funnel.");
        }
        JourneyList list = figures.list(
                asked.query(),
                steps.funnel().orElseThrow(),
                step,
                noFurther,
                cursor.filter(text -> !text.isBlank()),
                ROWS);
        model.addAttribute(
                "view", new FunnelJourneysView(page, asked, steps, step, noFurther, list, cursor.isPresent()));
        return "discovery/funnel-journeys";
    }
}
