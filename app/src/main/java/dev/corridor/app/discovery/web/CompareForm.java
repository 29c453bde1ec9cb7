package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.engine.query.Filter;
import dev.corridor.map.Period;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks for two groups to compare, and offers periods.
///
/// @param group the condition of the first, as it was typed
/// @param against the condition of the second; empty: the rest
/// @param problem what is wrong with one of them
/// @param periods pairs of periods to choose from
public record CompareForm(String group, String against, Optional<Problem> problem, List<Choice> periods) {
    /// Two periods.
    public record Choice(String words, String address) {}

    /// @param chosen fields of the map that a comparison keeps, in pairs of name and value
    /// @param period of all journeys under the conditions in force
    static CompareForm of(
            Page page,
            Query query,
            List<String[]> chosen,
            Period period,
            String group,
            String against,
            Optional<Problem> problem) {
        return new CompareForm(group, against, problem, periods(page, query, chosen, period));
    }

    private static List<Choice> periods(Page page, Query query, List<String[]> chosen, Period period) {
        Optional<LocalDate> from = period.from().map(LocalDateTime::toLocalDate);
        Optional<LocalDate> to = period.to().map(LocalDateTime::toLocalDate);
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        YearMonth last = YearMonth.from(to.get().plusDays(1)).minusMonths(1);
        YearMonth before = last.minusMonths(1);
        if (!before.atDay(1).isBefore(from.get())) {
            choices.add(new Choice(
                    page.say("compare.months"),
                    address(
                            query,
                            chosen,
                            within(before.atDay(1), before.atEndOfMonth()),
                            within(last.atDay(1), last.atEndOfMonth()))));
        }
        LocalDate middle = from.get().plusDays(ChronoUnit.DAYS.between(from.get(), to.get()) / 2);
        choices.add(new Choice(
                page.say("compare.halves"),
                address(query, chosen, within(from.get(), middle), within(middle.plusDays(1), to.get()))));
        return choices;
    }

    private static String address(Query query, List<String[]> chosen, String earlier, String later) {
        List<String[]> fields = new ArrayList<>(chosen);
        fields.add(new String[] {"group", later});
        fields.add(new String[] {"against", earlier});
        return query.address(MapPage.PAGE, fields.stream().map(Query::parameter).toArray(String[]::new));
    }

    private static String within(LocalDate from, LocalDate to) {
        return new Filter.TimeIn(Optional.of(from), Optional.of(to)).text();
    }
}
