package dev.corridor.app.view.web;

import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Endpoints;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.view.SavedView;
import dev.corridor.app.view.SavedViews;
import dev.corridor.app.view.ViewAddress;
import dev.corridor.app.view.ViewError;
import dev.corridor.app.view.ViewId;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Saves the page that the reader comes from, and changes and deletes what was saved.
@Controller
@Requires(Permission.SAVE_VIEWS)
class ViewsPage {
    private static final Pattern PAGE = Pattern.compile("/sets/\\{set}/([a-z-]+)");

    private final DataSets sets;
    private final Stores stores;
    private final SavedViews views;
    private final Endpoints endpoints;
    private final Pages pages;

    ViewsPage(DataSets sets, Stores stores, SavedViews views, Endpoints endpoints, Pages pages) {
        this.sets = sets;
        this.stores = stores;
        this.views = views;
        this.endpoints = endpoints;
        this.pages = pages;
    }

    /// The form for the page that led here.
    @GetMapping("/sets/{set}/views/new")
    String form(
            @PathVariable long set, @RequestParam Optional<String> address, HttpServletRequest request, Model model) {
        DataSetId id = new DataSetId(set);
        sets.require(id);
        Optional<String> from = address.or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)))
                .flatMap(text -> local(id, text));
        Page page = pages.of(request);
        return shown(ViewForm.fresh(page, set, from.orElse(""), words(page, id)), model);
    }

    @PostMapping("/sets/{set}/views")
    String save(
            @PathVariable long set,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam String address,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        DataSetId id = new DataSetId(set);
        sets.require(id);
        try {
            views.save(id, person(), name, description, ViewAddress.of(id, address, known()), shared);
            return "redirect:/sets/" + set;
        } catch (CorridorException e) {
            Page page = pages.of(request);
            String said = words(page, id).say(address);
            ViewForm form =
                    new ViewForm(page, set, Optional.empty(), name, description, address, said, shared, refused(e));
            response.setStatus(ViewError.BAD_VIEW_NAME.status());
            return shown(form, model);
        }
    }

    @GetMapping("/sets/{set}/views/{id}")
    String edit(@PathVariable long set, @PathVariable long id, HttpServletRequest request, Model model) {
        SavedView view = views.require(new DataSetId(set), new ViewId(id), person());
        if (!views.mayChange(view, person())) {
            return "redirect:" + view.address();
        }
        Page page = pages.of(request);
        return shown(ViewForm.of(page, view, words(page, view.set())), model);
    }

    @PostMapping("/sets/{set}/views/{id}")
    String change(
            @PathVariable long set,
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Page page = pages.of(request);
        SavedView view = views.require(new DataSetId(set), new ViewId(id), person());
        try {
            views.change(view.set(), view.id(), person(), name, description, shared);
            return "redirect:/sets/" + set;
        } catch (CorridorException e) {
            response.setStatus(ViewError.BAD_VIEW_NAME.status());
            return shown(
                    new ViewForm(
                            page,
                            set,
                            Optional.of(view.id()),
                            name,
                            description,
                            view.address(),
                            words(page, view.set()).say(view.address()),
                            shared,
                            refused(e)),
                    model);
        }
    }

    @PostMapping("/sets/{set}/views/{id}/removal")
    String remove(@PathVariable long set, @PathVariable long id) {
        views.remove(new DataSetId(set), new ViewId(id), person());
        return "redirect:/sets/" + set;
    }

    private ViewWords words(Page page, DataSetId set) {
        return ViewWords.of(page, set, stores);
    }

    private static String shown(ViewForm form, Model model) {
        model.addAttribute("view", form);
        return "view/form";
    }

    /// What is wrong with what was typed; anything else is no matter of the form.
    private static Optional<ViewForm.Refusal> refused(CorridorException e) {
        if (e.code() != ViewError.BAD_VIEW_NAME && e.code() != ViewError.BAD_VIEW_ADDRESS) {
            throw e;
        }
        return Optional.of(
                new ViewForm.Refusal(e.code() == ViewError.BAD_VIEW_NAME ? "view.bad.name" : "view.bad.address"));
    }

    private Optional<String> local(DataSetId set, String address) {
        try {
            return Optional.of(ViewAddress.of(set, address, known()).text());
        } catch (CorridorException e) {
            return Optional.empty();
        }
    }

    /// Pages of figures, and the list of journeys; never one that names a customer, so that an erasure leaves nothing
    /// here.
    private Set<String> known() {
        Set<String> known = new HashSet<>(Set.of("journeys"));
        endpoints.all().stream()
                .filter(endpoint -> endpoint.method().equals("GET") && endpoint.permission() == Permission.READ_FIGURES)
                .map(endpoint -> PAGE.matcher(endpoint.path()))
                .filter(Matcher::matches)
                .forEach(page -> known.add(page.group(1)));
        return known;
    }

    private static Caller.Person person() {
        if (Caller.current() instanceof Caller.Person person) {
            return person;
        }
        throw new CorridorException(
                ViewError.NOT_A_PERSON,
                "Views are saved by people, not by tokens.",
                "Sign in and save it in the browser.");
    }
}
