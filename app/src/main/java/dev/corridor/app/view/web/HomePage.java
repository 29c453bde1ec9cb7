package dev.corridor.app.view.web;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Leads from the bare address to where the reader begins, and lets them choose a data set.
@Controller
public class HomePage {
    private static final String SETS = "/sets";

    private final DataSets sets;
    private final Pages pages;

    HomePage(DataSets sets, Pages pages) {
        this.sets = sets;
        this.pages = pages;
    }

    /// To the newest data set; where there is none, to where data come in.
    @GetMapping("/")
    @Requires(Permission.SIGNED_IN)
    String home(HttpServletRequest request) {
        List<DataSet> all = sets.all();
        if (!all.isEmpty()) {
            return "redirect:" + SETS + "/" + all.getFirst().id();
        }
        return pages.of(request).may(Permission.IMPORT.name()) ? "redirect:/data" : "redirect:" + SETS;
    }

    /// What the choice of a data set shows.
    public record Choice(Page page, List<DataSet> sets) {
        public Choice {
            sets = List.copyOf(sets);
        }
    }

    @GetMapping(SETS)
    @Requires(Permission.READ_FIGURES)
    String choose(HttpServletRequest request, Model model) {
        model.addAttribute("view", new Choice(pages.of(request), sets.all()));
        return "view/sets";
    }
}
