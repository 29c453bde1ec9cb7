package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.StretchList;
import dev.corridor.app.discovery.StretchPart;
import dev.corridor.app.discovery.StretchPart.Which;
import dev.corridor.app.discovery.StretchTimes;
import dev.corridor.app.discovery.Stretches;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// How long stretches of journeys take, and the journeys behind each number.
@Controller
@Requires(Permission.READ_FIGURES)
class TimePage {
    static final String PAGE = "time";
    static final String LIST = "time/journeys";
    private static final int ROWS = 50;
    private static final int EXAMPLES = 8;

    private final Figures figures;
    private final Stretches stretches;
    private final Pages pages;

    TimePage(Figures figures, Stretches stretches, Pages pages) {
        this.figures = figures;
        this.stretches = stretches;
        this.pages = pages;
    }

    @Bean
    static Place timePlace() {
        return new Place("place.time", "/sets/{set}/time", Permission.READ_FIGURES.name(), 45);
    }

    @GetMapping("/sets/{set}/time")
    String time(@PathVariable long set, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        StretchWish wish = StretchWish.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        StretchTimes times = stretches.ask(asked.query(), wish.stretch(), asked.small(), wish.doubling());
        List<StretchList.Row> slowest = asked.small()
                ? stretches
                        .list(asked.query(), wish.stretch(), StretchPart.of(Which.ARRIVED), Optional.empty(), EXAMPLES)
                        .rows()
                : List.of();
        model.addAttribute("view", new TimeView(page, asked, wish, times, slowest));
        return "discovery/time";
    }

    /// The journeys that a number of the page counts, longest first.
    @GetMapping("/sets/{set}/time/journeys")
    @Requires(Permission.LIST_CUSTOMERS)
    String journeys(
            @PathVariable long set, @RequestParam Optional<String> cursor, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        StretchWish wish = StretchWish.of(request);
        StretchPart part = part(request);
        Asked asked = Asked.of(figures, set, request, page, LIST);
        StretchList list =
                stretches.list(asked.query(), wish.stretch(), part, cursor.filter(text -> !text.isBlank()), ROWS);
        model.addAttribute("view", new StretchListView(page, asked, wish, part, list, cursor.isPresent()));
        return "discovery/time-journeys";
    }

    private static StretchPart part(HttpServletRequest request) {
        String which = Optional.ofNullable(request.getParameter("which")).orElse(Which.ARRIVED.text());
        return new StretchPart(
                Arrays.stream(Which.values())
                        .filter(known -> known.text().equals(which))
                        .findFirst()
                        .orElseThrow(() -> PageError.bad("There are no journeys called \"" + which + "\" here.")),
                seconds(request, "at-least"),
                seconds(request, "below"),
                number(request, "weekday", 1, StretchTimes.DAYS),
                number(request, "hour", 0, StretchTimes.HOURS - 1));
    }

    private static OptionalLong seconds(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,12}")) {
            throw PageError.bad("\"" + text + "\" is no number of seconds.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static OptionalInt number(HttpServletRequest request, String name, int from, int to) {
        String text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return OptionalInt.empty();
        }
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < from || Integer.parseInt(text) > to) {
            throw PageError.bad("The " + name + " \"" + text + "\" is none from " + from + " to " + to + ".");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
