package dev.corridor.app.customer.web;

import dev.corridor.app.customer.Customers.Customer;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.LocalTime;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.TimeLine;
import dev.corridor.app.shared.web.Page;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the page of a customer shows.
///
/// @param sources names of the imports that tell of them
public record CustomerView(Page page, Query query, Customer customer, TimeLine line, List<String> sources) {
    static CustomerView of(Page page, Query query, Customer customer, Function<Long, String> names) {
        Set<Long> imports = customer.whole().steps().stream()
                .flatMap(step -> step.imports().stream())
                .map(id -> id.value())
                .collect(Collectors.toSet());
        List<String> sources = imports.stream().sorted().map(names).toList();
        Function<Long, String> shown = imports.size() > 1 ? names : _ -> "";
        return new CustomerView(page, query, customer, TimeLine.of(customer.whole(), page.words(), shown), sources);
    }

    /// The sentence that answers: how much is known since when.
    public String sentence() {
        JourneyList.Row row = customer.whole().row();
        String contacts = page.words().count("interactions", row.touchpoints().size());
        String journeys = page.words().count("journeys", customer.journeys().size());
        if (row.start().isEmpty()) {
            return page.say("customer.undated", contacts, journeys);
        }
        LocalTime clock = LocalTime.of(customer.whole().answered().snapshot());
        long from = row.start().getAsLong();
        String first = page.words().day(clock.at(from));
        String last = page.words().day(clock.at(from + row.seconds().orElse(0)));
        return first.equals(last)
                ? page.say("customer.day", contacts, journeys, first)
                : page.say("customer.sentence", contacts, journeys, first, last);
    }

    public List<TimeLine.Named> values() {
        return TimeLine.values(customer.whole(), true, page.words());
    }

    /// One of the customer's journeys.
    public record Line(String key, String address, String about) {}

    public List<Line> journeys() {
        LocalTime clock = LocalTime.of(customer.whole().answered().snapshot());
        return customer.journeys().stream()
                .map(row -> new Line(row.key(), row.address(query), about(row, clock)))
                .toList();
    }

    private String about(JourneyList.Row row, LocalTime clock) {
        String steps = page.words().count("interactions", row.touchpoints().size());
        return row.start().isPresent() ? page.words().day(clock.at(row.start().getAsLong())) + ", " + steps : steps;
    }
}
