package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.answers.moments.MomentsHtml;
import dev.corridor.app.discovery.Allowance;
import dev.corridor.app.discovery.MomentSearches;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.app.shared.web.Words;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// What the page of moments of truth shows.
///
/// @param refused why there is no search
/// @param present the version of the data set
/// @param count journeys that a filter finds
public record MomentsView(
        Page page,
        Query query,
        MomentSearches.Question question,
        MomentSearches.State state,
        Optional<Problem> refused,
        boolean small,
        Instant now,
        long present,
        ToLongFunction<String> count,
        Allowance allowance) {
    /// A choice of the page.
    public record Choice(String key, String name, String address, boolean current) {}

    public MomentsProgress progress() {
        return MomentsProgress.of(page, query, question, state, now);
    }

    public boolean searching() {
        return state.searching().isPresent();
    }

    public List<Choice> outcomes() {
        return Arrays.stream(MomentQuestion.Outcome.values())
                .map(MomentQuestion.Outcome::word)
                .map(word -> new Choice(
                        word,
                        page.say("moments.outcome." + word),
                        query.address(MomentsPage.PAGE, "outcome=" + word, within()),
                        word.equals(question.outcome().word())))
                .toList();
    }

    /// How long customers are watched; empty for scores.
    public List<Choice> times() {
        return question.outcome() == MomentQuestion.Outcome.SCORE
                ? List.of()
                : List.of(30L, 90L, 180L, 365L).stream()
                        .map(days -> new Choice(
                                days + "d",
                                page.words().count("moments.days", days),
                                query.address(
                                        MomentsPage.PAGE,
                                        "outcome=" + question.outcome().word(),
                                        "within=" + days + "d"),
                                days == question.within().toDays()))
                        .toList();
    }

    private String within() {
        return "within=" + question.within().toDays() + "d";
    }

    /// Whether what is shown is of an older version of the data.
    public boolean older() {
        return state.found().filter(found -> found.version() < present).isPresent();
    }

    /// The answer with its evidence, as HTML; empty where there is none yet.
    public String evidence() {
        return state.found().map(this::evidence).orElse("");
    }

    private String evidence(MomentSearches.Found found) {
        return MomentsHtml.part(
                found.shown(allowance),
                found.recipe(),
                found.overdue(),
                page.language(),
                small ? AnswerLimits.NONE : AnswerLimits.USUAL,
                words -> words.with(Words.class, "/words/moments-"),
                this::find);
    }

    /// Where the journeys of a moment are: on the map, and as a list for those who may see it.
    private Optional<String> find(String filter) {
        long journeys;
        try {
            FilterParser.parse(filter);
            journeys = count.applyAsLong(filter);
        } catch (CorridorException unreadable) {
            return Optional.empty();
        }
        Query found = query.and(filter);
        String counted = escape(page.words().count("journeys", journeys));
        String list = small ? "<a href=\"" + escape(found.address("journeys")) + "\">" + counted + "</a>" : counted;
        return Optional.of(page.say(
                "moments.find",
                list,
                "<a href=\"" + escape(found.address(MapPage.PAGE)) + "\">" + escape(page.say("moments.find.map"))
                        + "</a>",
                "<code><bdi>" + escape(filter) + "</bdi></code>"));
    }
}
