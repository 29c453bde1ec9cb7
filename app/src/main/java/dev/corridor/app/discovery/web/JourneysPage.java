package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.ListError;
import dev.corridor.app.discovery.OneJourney;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.SingleJourneys;
import dev.corridor.app.discovery.TimeLine;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The journeys behind a number, and each of them on a time line.
@Controller
@Requires(Permission.LIST_CUSTOMERS)
class JourneysPage {
    static final String PAGE = "journeys";
    private static final int ROWS = 50;

    private final Figures figures;
    private final SingleJourneys journeys;
    private final Pages pages;

    JourneysPage(Figures figures, SingleJourneys journeys, Pages pages) {
        this.figures = figures;
        this.journeys = journeys;
        this.pages = pages;
    }

    @Bean
    static Place journeysPlace() {
        return new Place("place.journeys", "/sets/{set}/journeys", Permission.LIST_CUSTOMERS.name(), 80);
    }

    @GetMapping("/sets/{set}/journeys")
    String list(
            @PathVariable long set, @RequestParam Optional<String> cursor, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        JourneyList list = figures.list(asked.query(), cursor.filter(text -> !text.isBlank()), ROWS);
        model.addAttribute("view", new JourneysView(page, asked, list, cursor.isPresent()));
        return "discovery/journeys";
    }

    /// The whole list as CSV (RFC 4180, UTF-8), in its order.
    @GetMapping("/sets/{set}/journeys.csv")
    void csv(@PathVariable long set, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query query = Asking.query(set, request);
        Figures.Answered answered = figures.ask(query, true);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"journeys.csv\"");
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            JourneyCsv csv = new JourneyCsv(answered.snapshot().store().schema(), out);
            csv.head();
            figures.each(query, csv::row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @GetMapping("/sets/{set}/journey")
    String journey(
            @PathVariable long set,
            @RequestParam String key,
            @RequestParam Optional<String> customer,
            @RequestParam Optional<Long> start,
            HttpServletRequest request,
            Model model) {
        Page page = pages.of(request);
        Query query = Asking.query(set, request);
        OneJourney found = journeys.find(
                        query,
                        key,
                        customer.filter(text -> !text.isEmpty()),
                        start.map(OptionalLong::of).orElse(OptionalLong.empty()))
                .orElseThrow(() -> new CorridorException(
                        ListError.NO_SUCH_JOURNEY,
                        "There is no such journey in this data set now.",
                        "It may have been erased or taken back; look it up by its key."));
        model.addAttribute("view", new JourneyView(page, query, found, TimeLine.of(found, page.words(), _ -> "")));
        return "discovery/journey";
    }
}
