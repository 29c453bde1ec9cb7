package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.LocalTime;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.StretchList;
import dev.corridor.app.discovery.StretchPart;
import dev.corridor.app.shared.web.Page;
import dev.corridor.recipes.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the list of the journeys behind a number about a stretch shows.
///
/// @param later whether it is not the first page
public record StretchListView(
        Page page, Asked asked, StretchWish wish, StretchPart part, StretchList list, boolean later) {
    /// One journey.
    public record Line(String key, String address, String start, String time, Strip strip) {}

    public FilterBar bar() {
        return asked.bar()
                .keeping(Stream.of(wish.stretch().text(), part.text())
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    /// The sentence that answers: how many they are, and which.
    public String sentence() {
        List<String> parts = new ArrayList<>(List.of(page.say(
                "time.list." + part.which().text(),
                wish.say(page, recipe()),
                page.words().count("journeys", list.total()))));
        part.atLeast()
                .ifPresent(seconds -> part.below()
                        .ifPresentOrElse(
                                below -> parts.add(page.say(
                                        "time.list.between", Edges.say(page, seconds), Edges.say(page, below))),
                                () -> parts.add(page.say("time.list.from", Edges.say(page, seconds)))));
        part.weekday().ifPresent(day -> parts.add(page.say("time.list.day", page.say("time.day." + day))));
        part.hour().ifPresent(hour -> parts.add(page.say("time.list.hour", hour, hour + 1)));
        return parts.stream().map(Edges::sentence).collect(Collectors.joining(" "));
    }

    private Recipe recipe() {
        return asked.answered().snapshot().origin().recipe();
    }

    public boolean timed() {
        return list.rows().stream().anyMatch(line -> line.seconds().isPresent());
    }

    public List<Line> lines() {
        return lines(page, asked, list.rows());
    }

    static List<Line> lines(Page page, Asked asked, List<StretchList.Row> rows) {
        LocalTime clock = LocalTime.of(asked.answered().snapshot());
        return rows.stream()
                .map(row -> new Line(
                        row.journey().key(),
                        row.journey().address(asked.query()),
                        said(row.start(), second -> page.words().moment(clock.at(second))),
                        said(row.seconds(), seconds -> page.words().duration(seconds)),
                        Strip.of(
                                row.journey().touchpoints(),
                                asked.answered().snapshot().origin().recipe(),
                                page.language().tag())))
                .toList();
    }

    private static String said(OptionalLong value, java.util.function.LongFunction<String> words) {
        return value.isPresent() ? words.apply(value.getAsLong()) : "–";
    }

    /// Hidden fields that a new condition keeps.
    public List<String[]> choices() {
        List<String[]> kept = new ArrayList<>(wish.fields());
        part.text().forEach(text -> kept.add(text.split("=", 2)));
        kept.addAll(asked.query().fields());
        return kept;
    }

    public String back() {
        return asked.query().address(TimePage.PAGE, wish.text());
    }

    public String first() {
        return address(asked.query(), wish, part);
    }

    public Optional<String> next() {
        return list.next().map(cursor -> address(asked.query(), wish, part) + "&cursor=" + Query.encoded(cursor));
    }

    static String address(Query query, StretchWish wish, StretchPart part) {
        List<String> parts = new ArrayList<>(wish.stretch().text());
        parts.addAll(part.text());
        return query.address(TimePage.LIST, parts.toArray(String[]::new));
    }
}
