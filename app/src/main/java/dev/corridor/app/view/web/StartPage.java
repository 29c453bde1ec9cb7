package dev.corridor.app.view.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.app.view.LastWeek;
import dev.corridor.app.view.LastWeeks;
import dev.corridor.app.view.SavedView;
import dev.corridor.app.view.SavedViews;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Where one begins in a data set: what happened since last week, and the saved views.
@Controller
@Requires(Permission.READ_FIGURES)
class StartPage {
    private final DataSets sets;
    private final Figures figures;
    private final LastWeeks weeks;
    private final SavedViews views;
    private final Pages pages;

    StartPage(DataSets sets, Figures figures, LastWeeks weeks, SavedViews views, Pages pages) {
        this.sets = sets;
        this.figures = figures;
        this.weeks = weeks;
        this.views = views;
        this.pages = pages;
    }

    @Bean
    static Place startPlace() {
        return new Place("place.start", "/sets/{set}", Permission.READ_FIGURES.name(), 10);
    }

    @GetMapping("/sets/{set}")
    String start(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        DataSetId id = new DataSetId(set);
        sets.require(id);
        boolean small = page.may(Permission.LIST_CUSTOMERS.name());
        List<SavedView> saved = Caller.current() instanceof Caller.Person person ? views.of(id, person) : List.of();
        try {
            Figures.Answered whole = figures.ask(new Query(id, List.of(), Optional.empty(), Optional.empty()), small);
            Optional<LastWeek> week = weeks.of(id, small);
            model.addAttribute("view", StartView.of(page, id, whole, week, saved));
            return "view/start";
        } catch (CorridorException e) {
            if (e.code() != DataError.NOTHING_IMPORTED) {
                throw e;
            }
            model.addAttribute("view", StartView.empty(page, id));
            return "view/nothing";
        }
    }
}
