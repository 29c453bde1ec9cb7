package dev.corridor.app.discovery.web;

import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Problem;
import java.util.List;
import java.util.Optional;

/// How many journeys follow a pattern, or why that cannot be told.
///
/// @param journeys that follow it
public record PathCount(Page page, Asked asked, PatternSearch search, long journeys) {
    /// Whether there is a pattern that can be counted.
    public boolean counted() {
        return search.pattern().isPresent();
    }

    public String number() {
        return page.words().number(journeys);
    }

    /// What follows the number.
    public String rest() {
        long all = asked.answered().selection().count();
        return page.say(
                "paths.count.rest",
                page.words().count("journeys.of", all),
                page.words().share(journeys, all));
    }

    /// The list of these journeys; empty where the reader has none.
    public String list() {
        return asked.small() && counted() ? asked.query().and(condition()).address(JourneysPage.PAGE) : "";
    }

    /// These journeys alone, on this page.
    public String only() {
        return asked.query().and(condition()).address(PathsPage.PAGE);
    }

    private String condition() {
        return search.condition().orElseThrow().text();
    }

    public Optional<Problem> problem() {
        return search.problem().map(problem -> Problem.of(problem, page.words()));
    }

    /// The lines of the problem that point at the place.
    public List<String> place() {
        return search.problem().stream()
                .flatMap(problem -> problem.sentence().lines().skip(1))
                .map(line -> line.startsWith("  ") ? line.substring(2) : line)
                .toList();
    }

    /// The first line of the problem, in English.
    public String sentence() {
        return search.problem()
                .map(problem -> problem.sentence().lines().findFirst().orElse(""))
                .orElse("");
    }
}
