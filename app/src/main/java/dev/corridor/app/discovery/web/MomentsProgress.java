package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.MomentSearches;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import java.time.Duration;
import java.time.Instant;

/// The line that says how far a search for moments is, and where to ask again.
///
/// @param sentence empty where nothing is searched
/// @param address of the next line
/// @param again of the page
public record MomentsProgress(String sentence, String address, String again) {
    static MomentsProgress of(
            Page page, Query query, MomentSearches.Question question, MomentSearches.State state, Instant now) {
        String[] parameters = {
            "outcome=" + question.outcome().word(),
            "within=" + question.within().toDays() + "d"
        };
        String sentence = state.searching()
                .map(since -> state.ahead() > 0
                        ? page.words().count("moments.waits", state.ahead())
                        : page.say(
                                "moments.searching",
                                page.words()
                                        .duration(Math.max(
                                                1, Duration.between(since, now).toSeconds()))))
                .orElse("");
        return new MomentsProgress(
                sentence, query.address("moments/progress", parameters), query.address(MomentsPage.PAGE, parameters));
    }
}
