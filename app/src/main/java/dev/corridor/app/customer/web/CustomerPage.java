package dev.corridor.app.customer.web;

import dev.corridor.app.customer.Customers;
import dev.corridor.app.customer.Customers.Customer;
import dev.corridor.app.discovery.CustomerAddress;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Marks;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Touchpoint;
import dev.corridor.map.living.Mark;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// One customer on one time line, and the search that finds customers, journeys and touchpoints by what they are
/// called.
@Controller
@Requires(Permission.LIST_CUSTOMERS)
class CustomerPage {
    private static final int NOT_FOUND = 404;

    private final Customers customers;
    private final Figures figures;
    private final Pages pages;

    CustomerPage(Customers customers, Figures figures, Pages pages) {
        this.customers = customers;
        this.figures = figures;
        this.pages = pages;
    }

    @GetMapping("/sets/{set}/customers/{id}")
    String inPath(
            @PathVariable long set,
            @PathVariable String id,
            @RequestParam(name = "as-of") Optional<String> asOf,
            @RequestParam Optional<String> journeys,
            HttpServletRequest request,
            Model model) {
        return page(set, id, journeys, asOf, request, model);
    }

    /// For ids that cannot stand in a path.
    @GetMapping("/sets/{set}/customers")
    String inQuery(
            @PathVariable long set,
            @RequestParam Optional<String> id,
            @RequestParam(name = "as-of") Optional<String> asOf,
            @RequestParam Optional<String> journeys,
            HttpServletRequest request,
            Model model) {
        return id.isPresent() ? page(set, id.get(), journeys, asOf, request, model) : "redirect:/sets/" + set + "/find";
    }

    private String page(
            long set,
            String id,
            Optional<String> journeys,
            Optional<String> asOf,
            HttpServletRequest request,
            Model model) {
        Query query = new Query(new DataSetId(set), List.of(), journeys, asOf);
        Customer customer = customers
                .find(query, id)
                .orElseThrow(() -> PageError.notFound("Nobody of this id is in the data set."));
        model.addAttribute("view", CustomerView.of(pages.of(request), query, customer, customers::source));
        return "customer/customer";
    }

    /// Leads to the customer or the journey that is called exactly so; else lists what may be meant.
    @GetMapping("/sets/{set}/find")
    String find(
            @PathVariable long set,
            @RequestParam(name = "q", defaultValue = "") String text,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String wanted = text.strip();
        DataSetId id = new DataSetId(set);
        Query query = new Query(id, List.of(), Optional.empty(), Optional.empty());
        if (wanted.isEmpty()) {
            return shown(new FoundView(pages.of(request), set, wanted, List.of(), List.of()), model);
        }
        if (customers.knows(id, wanted) && customers.find(query, wanted).isPresent()) {
            return "redirect:" + CustomerAddress.of(query, wanted);
        }
        List<Optional<String>> owners = customers.owners(id, wanted);
        if (owners.size() == 1) {
            return "redirect:" + journey(query, wanted, owners.getFirst());
        }
        List<FoundView.Hit> hits = owners.stream()
                .map(owner -> new FoundView.Hit(owner, journey(query, wanted, owner)))
                .toList();
        Page page = pages.of(request);
        FoundView view = new FoundView(page, set, wanted, hits, touchpoints(query, wanted, page));
        if (view.nothing()) {
            response.setStatus(NOT_FOUND);
        }
        return shown(view, model);
    }

    /// Touchpoints whose name, or what the data call them, contains the text, capitals or not.
    private List<FoundView.Place> touchpoints(Query query, String text, Page page) {
        Locale locale = Locale.of(page.language().tag());
        String wanted = text.toLowerCase(locale);
        return known(query, page).stream()
                .filter(touchpoint -> touchpoint.id().toLowerCase(locale).contains(wanted)
                        || touchpoint
                                .name()
                                .in(page.language())
                                .toLowerCase(locale)
                                .contains(wanted))
                .map(touchpoint -> place(query, touchpoint, page))
                .toList();
    }

    private static FoundView.Place place(Query query, Touchpoint touchpoint, Page page) {
        Mark mark = new Mark.Touchpoint(touchpoint.id());
        return new FoundView.Place(
                touchpoint.name().in(page.language()),
                touchpoint.journeys(),
                query.address("map", Marks.text(mark)),
                page.may(Permission.LIST_CUSTOMERS.name())
                        ? query.and(Marks.filter(mark).text()).address("journeys")
                        : "");
    }

    private List<Touchpoint> known(Query query, Page page) {
        try {
            return figures.ask(query, page.may(Permission.LIST_CUSTOMERS.name()))
                    .report()
                    .touchpoints();
        } catch (CorridorException e) {
            if (e.code() != DataError.NOTHING_IMPORTED) {
                throw e;
            }
            return List.of();
        }
    }

    private static String shown(FoundView view, Model model) {
        model.addAttribute("view", view);
        return "customer/find";
    }

    /// The journey of a key; always cut by key, so that the key names it.
    private static String journey(Query query, String key, Optional<String> owner) {
        return new Query(query.set(), List.of(), Optional.of("key"), Optional.empty())
                .address(
                        "journey",
                        owner.map(customer ->
                                        new String[] {"key=" + Query.encoded(key), "customer=" + Query.encoded(customer)
                                        })
                                .orElseGet(() -> new String[] {"key=" + Query.encoded(key)}));
    }
}
