package dev.corridor.app.view.web;

import dev.corridor.app.discovery.FilterWords;
import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.recipes.recipe.Recipe;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a saved address shows, in the reader's words: its page and its conditions.
record ViewWords(Page page, Optional<FilterWords> words) {
    private static final String CONDITION = "filter=";

    static ViewWords of(Page page, Recipe recipe) {
        return new ViewWords(page, Optional.of(new FilterWords(page.words(), recipe)));
    }

    static ViewWords of(Page page, DataSetId set, Stores stores) {
        try {
            return of(page, stores.current(set).origin().recipe());
        } catch (CorridorException e) {
            if (e.code() != DataError.NOTHING_IMPORTED) {
                throw e;
            }
            return new ViewWords(page, Optional.empty());
        }
    }

    /// @param address path and query of a page of a data set; others stay as they are
    String say(String address) {
        String[] parts = address.split("\\?", 2);
        String[] path = parts[0].split("/");
        String key = "place." + (path.length > 3 ? path[3] : "start");
        if (!page.words().all().containsKey(key)) {
            return address;
        }
        List<String> conditions = Stream.of(parts.length < 2 ? new String[0] : parts[1].split("&"))
                .filter(field -> field.startsWith(CONDITION) && field.length() > CONDITION.length())
                .map(field -> said(field.substring(CONDITION.length())))
                .toList();
        return conditions.isEmpty()
                ? page.say(key)
                : page.say(key) + ". " + page.say("filters.only") + " " + String.join(", ", conditions);
    }

    private String said(String encoded) {
        try {
            String condition = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return words.map(known -> known.say(FilterParser.parse(condition))).orElse(condition);
        } catch (CorridorException | IllegalArgumentException unreadable) {
            return encoded;
        }
    }
}
