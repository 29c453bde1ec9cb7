package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.discovery.Groups;
import dev.corridor.app.discovery.MapPlaces;
import dev.corridor.app.discovery.MarkCustomers;
import dev.corridor.app.discovery.Marks;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.picture.MapFiles;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Place;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.map.FlowReport;
import dev.corridor.map.living.Comparison;
import dev.corridor.map.living.Mark;
import dev.corridor.map.living.Metric;
import dev.corridor.map.living.Painting;
import dev.corridor.map.living.Places;
import dev.corridor.map.living.Scale;
import dev.corridor.map.living.View;
import dev.corridor.map.svg.Caption;
import dev.corridor.map.svg.Opening;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The living map: which ways customers walk, under any condition, always on the same places.
@Controller
@Requires(Permission.READ_FIGURES)
class MapPage {
    static final String PAGE = "map";
    private static final int EXAMPLES = 4;

    private final Figures figures;
    private final MapPlaces places;
    private final Pages pages;

    MapPage(Figures figures, MapPlaces places, Pages pages) {
        this.figures = figures;
        this.places = places;
        this.pages = pages;
    }

    @Bean
    static Place mapPlace() {
        return new Place("place.map", "/sets/{set}/map", Permission.READ_FIGURES.name(), 20);
    }

    @GetMapping("/sets/{set}/map")
    String map(@PathVariable long set, HttpServletRequest request, Model model) {
        model.addAttribute("view", view(set, request));
        return "discovery/map";
    }

    /// The view as a picture that stands for itself.
    @GetMapping(path = "/sets/{set}/map.svg", produces = "image/svg+xml;charset=UTF-8")
    ResponseEntity<byte[]> svg(@PathVariable long set, HttpServletRequest request) {
        return file("svg", view(set, request).picture().svg().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(path = "/sets/{set}/map.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> png(@PathVariable long set, HttpServletRequest request) {
        return file("png", MapFiles.png(view(set, request).picture()));
    }

    @GetMapping(path = "/sets/{set}/map.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable long set, HttpServletRequest request) {
        MapView view = view(set, request);
        return file("pdf", MapFiles.pdf(view.picture(), view.title()));
    }

    private static ResponseEntity<byte[]> file(String kind, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"map." + kind + "\"")
                .body(content);
    }

    private MapView view(long set, HttpServletRequest request) {
        Page page = pages.of(request);
        Asked asked = Asked.of(figures, set, request, page, PAGE);
        Query query = asked.query();
        boolean small = asked.small();
        Places floor = places.of(query, page.language(), small);
        Optional<Compared> compared = Optional.empty();
        Optional<Problem> problem = Optional.empty();
        try {
            compared = compared(request, query, small, asked.words(), page);
        } catch (CorridorException e) {
            problem = Optional.of(Problem.of(e, page.words()));
        }
        View opening = opening(floor, query, asked.answered(), compared);
        View view = view(request, opening);
        CompareForm form = CompareForm.of(
                page,
                query,
                MapChoice.fields(view, opening),
                asked.answered().report().period(),
                text(request, "group"),
                text(request, "against"),
                problem);
        Optional<Compared> groups = compared;
        Painting painting = groups.map(found -> Painting.of(floor, found.comparison(), view))
                .orElseGet(() -> Painting.of(
                        floor,
                        asked.answered().report(),
                        view,
                        view.metric() == Metric.CUSTOMERS ? MarkCustomers.of(asked.answered()) : Map.of()));
        return new MapView(
                page,
                query,
                asked.bar(),
                asked.answered(),
                floor,
                painting,
                opening,
                groups,
                form,
                small,
                filter -> figures.among(asked.answered(), filter, EXAMPLES));
    }

    private static String text(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .orElse("");
    }

    /// Two groups in one picture.
    ///
    /// @param group the condition of the first
    /// @param against the condition of the second; empty: the rest
    record Compared(Comparison comparison, String group, Optional<String> against) {}

    private Optional<Compared> compared(
            HttpServletRequest request, Query query, boolean small, FilterWords words, Page page) {
        String group = text(request, "group");
        if (group.isEmpty()) {
            return Optional.empty();
        }
        Filter first = FilterParser.parse(group);
        Optional<String> against = Optional.of(text(request, "against")).filter(text -> !text.isEmpty());
        Filter second = against.map(FilterParser::parse).orElseGet(() -> new Filter.Not(first));
        Answered a = figures.ask(query.and(first.text()), small);
        Answered b = figures.ask(query.and(second.text()), small);
        Comparison comparison = new Comparison(
                page.say("compare.those", words.say(first)),
                a.report(),
                against.isPresent() ? page.say("compare.those", words.say(second)) : page.say("compare.rest"),
                b.report(),
                Groups.differences(a, b));
        return Optional.of(new Compared(comparison, group, against));
    }

    /// The sliders as they stand before anybody moves them: where those of all journeys would hide most of a selection,
    /// far enough to show what the opening of all journeys shows of them.
    private static View opening(Places floor, Query query, Answered answered, Optional<Compared> compared) {
        if (query.filters().isEmpty() && compared.isEmpty()) {
            return floor.opening();
        }
        List<FlowReport> selections = compared.map(Compared::comparison)
                .map(groups -> List.of(groups.a(), groups.b()))
                .orElseGet(() -> List.of(answered.report()));
        View opening = floor.opening();
        for (FlowReport selection : selections) {
            Painting painting = Painting.of(floor, selection, opening);
            Caption caption = painting.captions().getFirst();
            if (caption.journeys() < Opening.COVERED * caption.allJourneys()) {
                View enough = painting.covering()
                        .orElseGet(() -> floor.opening()
                                .withTouchpoints(floor.touchpoints())
                                .withPaths(floor.paths()));
                opening = opening.withTouchpoints(Math.max(opening.touchpoints(), enough.touchpoints()))
                        .withPaths(Math.max(opening.paths(), enough.paths()));
            }
        }
        return opening;
    }

    private static View view(HttpServletRequest request, View opening) {
        Optional<Mark> mark =
                Marks.of(request.getParameter("mark"), request.getParameter("at"), request.getParameter("to"));
        return new View(
                Asking.number(request, "touchpoints", opening.touchpoints()),
                Asking.number(request, "paths", opening.paths()),
                Optional.ofNullable(request.getParameter("metric"))
                        .flatMap(Metric::of)
                        .orElse(opening.metric()),
                Optional.ofNullable(request.getParameter("scale"))
                        .flatMap(Scale::of)
                        .orElse(opening.scale()),
                mark);
    }
}
