package dev.corridor.app.discovery;

import dev.corridor.app.interaction.DataSetId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a page or a call asks about: which journeys of which data set, as text that goes into its address.
///
/// @param filters conditions in the words of filters, all of which must hold
/// @param journeys the journey rule; empty: the data set's
/// @param asOf ISO date or time at which journeys are seen; empty: the last time in the data
public record Query(DataSetId set, List<String> filters, Optional<String> journeys, Optional<String> asOf) {
    public Query {
        filters = filters.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        journeys = journeys.map(String::strip).filter(text -> !text.isEmpty());
        asOf = asOf.map(String::strip).filter(text -> !text.isEmpty());
    }

    /// The same with a further condition.
    public Query and(String filter) {
        List<String> more = new ArrayList<>(filters);
        more.add(filter);
        return new Query(set, more, journeys, asOf);
    }

    /// The same without one of its conditions.
    public Query without(String filter) {
        return new Query(
                set, filters.stream().filter(text -> !text.equals(filter)).toList(), journeys, asOf);
    }

    /// The same about all journeys.
    public Query unfiltered() {
        return new Query(set, List.of(), journeys, asOf);
    }

    /// Its parameters in an address or a form, each a name and a value.
    public List<String[]> fields() {
        List<String[]> fields = new ArrayList<>();
        filters.forEach(filter -> fields.add(new String[] {"filter", filter}));
        journeys.ifPresent(rule -> fields.add(new String[] {"journeys", rule}));
        asOf.ifPresent(time -> fields.add(new String[] {"as-of", time}));
        return fields;
    }

    /// Its part of an address: `filter=...&journeys=...`, empty where nothing is asked in particular.
    public String text() {
        return fields().stream().map(Query::parameter).collect(Collectors.joining("&"));
    }

    /// The address of a page of the data set that asks the same.
    ///
    /// @param page such as `map`
    /// @param more further parameters, each `name=value` encoded
    public String address(String page, String... more) {
        List<String> parts = new ArrayList<>();
        if (!text().isEmpty()) {
            parts.add(text());
        }
        parts.addAll(List.of(more));
        return "/sets/" + set + (page.isEmpty() ? "" : "/" + page)
                + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    /// A field as a parameter of an address.
    ///
    /// @param field a name and a value
    public static String parameter(String[] field) {
        return field[0] + "=" + encoded(field[1]);
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
