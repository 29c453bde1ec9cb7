package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.MomentSearches;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import java.time.Duration;
import java.time.Instant;

/// The line that says how far a search for moments is, and where to ask again.
///
/// @param sentence empty where nothing is searched
/// @param label of the bar
/// @param done steps of the search
/// @param steps of the search in all; 0 where none are known yet
/// @param address of the next line
/// @param again of the page
public record MomentsProgress(String sentence, String label, int done, int steps, String address, String again) {
    static MomentsProgress of(
            Page page, Query query, MomentSearches.Question question, MomentSearches.State state, Instant now) {
        String[] parameters = {
            "outcome=" + question.outcome().word(),
            "within=" + question.within().toDays() + "d"
        };
        String sentence = state.searching()
                .map(since -> sentence(page, state, since, now))
                .orElse("");
        return new MomentsProgress(
                sentence,
                page.say("moments.progress"),
                state.done(),
                state.steps(),
                query.address("moments/progress", parameters),
                query.address(MomentsPage.PAGE, parameters));
    }

    private static String sentence(Page page, MomentSearches.State state, Instant since, Instant now) {
        if (state.ahead() > 0) {
            return page.words().count("moments.waits", state.ahead());
        }
        String time =
                page.words().duration(Math.max(1, Duration.between(since, now).toSeconds()));
        return state.steps() == 0
                ? page.say("moments.searching", time)
                : page.say(
                        "moments.step",
                        time,
                        page.words().number(state.done()),
                        page.words().number(state.steps()));
    }
}
