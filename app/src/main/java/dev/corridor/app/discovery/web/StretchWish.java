package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Stretch;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.recipes.recipe.Recipe;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which stretch a request asks about, and in which steps it is to be drawn.
///
/// @param doubling empty: whichever shows more
record StretchWish(Stretch stretch, Optional<Boolean> doubling) {
    private static final String DIRECTLY = "directly";
    private static final String LATER = "later";
    private static final String DOUBLING = "doubling";
    private static final String EVEN = "even";

    static StretchWish of(HttpServletRequest request) {
        Optional<String> how = named(request, "how");
        how.filter(text -> !text.equals(DIRECTLY) && !text.equals(LATER)).ifPresent(text -> {
            throw PageError.bad("A stretch is gone \"" + DIRECTLY + "\" or \"" + LATER + "\", not \"" + text + "\".");
        });
        Optional<String> steps = named(request, "steps");
        steps.filter(text -> !text.equals(DOUBLING) && !text.equals(EVEN)).ifPresent(text -> {
            throw PageError.bad("Steps are \"" + EVEN + "\" or \"" + DOUBLING + "\", not \"" + text + "\".");
        });
        return new StretchWish(
                new Stretch(
                        named(request, "from"),
                        named(request, "to"),
                        how.filter(DIRECTLY::equals).isPresent()),
                steps.map(DOUBLING::equals));
    }

    private static Optional<String> named(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    /// The steps that were wished for, as they stand in an address; empty where none were.
    String steps() {
        return doubling.map(wish -> wish ? DOUBLING : EVEN).orElse("");
    }

    /// Parameters of the page of the stretch.
    String[] text() {
        List<String> parts = new ArrayList<>(stretch.text());
        doubling.ifPresent(_ -> parts.add("steps=" + steps()));
        return parts.toArray(String[]::new);
    }

    /// Fields of a form that keeps it, in pairs of name and value.
    List<String[]> fields() {
        List<String[]> fields = new ArrayList<>();
        stretch.from().ifPresent(from -> fields.add(new String[] {"from", from}));
        stretch.to().ifPresent(to -> fields.add(new String[] {"to", to}));
        if (stretch.directly()) {
            fields.add(new String[] {"how", DIRECTLY});
        }
        doubling.ifPresent(_ -> fields.add(new String[] {"steps", steps()}));
        return fields;
    }

    /// The stretch in words, such as "From Order placed to Parcel delivered".
    String say(Page page, Recipe recipe) {
        String language = page.language().tag();
        Optional<String> from = stretch.from().map(id -> recipe.displayName(id, language));
        Optional<String> to = stretch.to().map(id -> recipe.displayName(id, language));
        if (from.isPresent() && to.isPresent()) {
            return page.say(stretch.directly() ? "time.stretch.directly" : "time.stretch", from.get(), to.get());
        }
        return from.map(name -> page.say("time.stretch.from", name))
                .or(() -> to.map(name -> page.say("time.stretch.to", name)))
                .orElseGet(() -> page.say("time.stretch.whole"));
    }
}
