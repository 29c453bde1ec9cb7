package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.TouchpointOrder;
import dev.corridor.app.discovery.Touchpoints;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// All touchpoints in one table that can be sorted.
@Controller
@Requires(Permission.READ_FIGURES)
class TouchpointsPage {
    static final String PAGE = "touchpoints";

    private final Figures figures;
    private final Touchpoints touchpoints;
    private final Pages pages;

    TouchpointsPage(Figures figures, Touchpoints touchpoints, Pages pages) {
        this.figures = figures;
        this.touchpoints = touchpoints;
        this.pages = pages;
    }

    @Bean
    static Place touchpointsPlace() {
        return new Place("place.touchpoints", "/sets/{set}/touchpoints", Permission.READ_FIGURES.name(), 40);
    }

    @GetMapping("/sets/{set}/touchpoints")
    String touchpoints(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        TouchpointOrder order = Optional.ofNullable(request.getParameter("sort"))
                .filter(text -> !text.isBlank())
                .map(TouchpointOrder::of)
                .orElse(TouchpointOrder.USUAL);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        model.addAttribute(
                "view", new TouchpointsView(page, asked, touchpoints.ask(asked.query(), asked.small()), order));
        return "discovery/touchpoints";
    }
}
