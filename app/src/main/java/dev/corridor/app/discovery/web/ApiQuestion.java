package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.ListError;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what a call of the API asks about.
final class ApiQuestion {
    private ApiQuestion() {}

    /// @throws CorridorException `BAD_PARAMETER`, `NO_SUCH_DATA_SET`
    static Query of(HttpServletRequest request, DataSets sets) {
        DataSet set = set(request, sets);
        Query query = Asking.query(set.id().value(), request);
        List<String> filters = new ArrayList<>(query.filters());
        Optional<LocalDate> from = day(request, "from");
        Optional<LocalDate> to = day(request, "to");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw bad("The period ends on " + to.get() + ", before it begins on " + from.get() + ".");
        }
        if (from.isPresent() || to.isPresent()) {
            filters.add(new Filter.TimeIn(from, to).text());
        }
        value(request, "edge").ifPresent(edge -> filters.add(step(edge).text()));
        return new Query(query.set(), filters, query.journeys(), query.asOf());
    }

    private static DataSet set(HttpServletRequest request, DataSets sets) {
        Optional<String> named = value(request, "set");
        List<DataSet> all = sets.all();
        return named.map(number -> all.stream()
                        .filter(set -> set.id().toString().equals(number))
                        .findFirst()
                        .orElseThrow(() -> new CorridorException(
                                DataError.NO_SUCH_DATA_SET,
                                "There is no data set " + number + ".",
                                "GET /api/v1/sets lists them.")))
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new CorridorException(
                        DataError.NO_SUCH_DATA_SET, "There is no data set yet.", "Import files first."));
    }

    private static Optional<LocalDate> day(HttpServletRequest request, String name) {
        return value(request, name).map(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() < 0 || day.getYear() > 9999) {
                    throw bad("'" + text + "' is a day of no year with four digits.");
                }
                return day;
            } catch (DateTimeParseException e) {
                throw bad("'" + text + "' under " + name + " is no day: write it as 2018-08-31.");
            }
        });
    }

    private static Filter step(String edge) {
        int at = edge.indexOf('>');
        String from = at < 0 ? "" : edge.substring(0, at).strip();
        String to = at < 0 ? "" : edge.substring(at + 1).strip();
        if (from.isEmpty() || to.isEmpty()) {
            throw bad("'" + edge + "' is no step: write it as A>B.");
        }
        return new Filter.Then(from, to);
    }

    static Optional<String> value(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /// One of some words.
    static <E extends Enum<E>> Optional<E> word(HttpServletRequest request, String name, Class<E> words) {
        return value(request, name)
                .map(text -> Arrays.stream(words.getEnumConstants())
                        .filter(word -> word.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> bad("'" + text + "' under " + name + " is none of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(words.getEnumConstants())
                                                .map(word -> word.name().toLowerCase(java.util.Locale.ROOT))
                                                .toList())
                                + ".")));
    }

    static boolean yes(HttpServletRequest request, String name) {
        return value(request, name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad("'" + text + "' under " + name + " is neither true nor false.");
                })
                .orElse(false);
    }

    /// @param most the largest one allowed
    static int number(HttpServletRequest request, String name, int usual, int most) {
        return value(request, name)
                .map(text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
                        throw bad("'" + text + "' under " + name + " is no number from 1 to " + most + ".");
                    }
                    return Integer.parseInt(text);
                })
                .orElse(usual);
    }

    static CorridorException bad(String sentence) {
        return new CorridorException(
                ListError.BAD_PARAMETER, sentence, "See /api/v1/openapi.json for what may be asked.");
    }
}
