package dev.corridor.app.view.web;

import dev.corridor.app.shared.web.Page;
import dev.corridor.app.view.SavedView;
import dev.corridor.app.view.ViewId;
import java.util.Optional;

/// The form of a view, new or saved.
///
/// @param id empty for a new one
/// @param address empty where the reader comes from no page that can be saved
/// @param addressWords what it shows
public record ViewForm(
        Page page,
        long set,
        Optional<ViewId> id,
        String name,
        String description,
        String address,
        String addressWords,
        boolean shared,
        Optional<Refusal> refusal) {
    /// Why it was not saved.
    ///
    /// @param key of the words that say so
    public record Refusal(String key) {}

    static ViewForm fresh(Page page, long set, String address, ViewWords words) {
        return new ViewForm(page, set, Optional.empty(), "", "", address, words.say(address), true, Optional.empty());
    }

    static ViewForm of(Page page, SavedView view, ViewWords words) {
        return new ViewForm(
                page,
                view.set().value(),
                Optional.of(view.id()),
                view.name(),
                view.description(),
                view.address(),
                words.say(view.address()),
                view.shared(),
                Optional.empty());
    }

    public String action() {
        return "/sets/" + set + "/views" + id.map(known -> "/" + known).orElse("");
    }
}
