package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.Query;
import java.util.ArrayList;
import java.util.List;

/// Where the page of one journey is.
final class JourneyAddress {
    private JourneyAddress() {}

    static String of(Query query, JourneyList.Row row) {
        List<String> parts = new ArrayList<>();
        query.journeys().ifPresent(rule -> parts.add("journeys=" + Query.encoded(rule)));
        parts.add("key=" + Query.encoded(row.key()));
        row.customer().ifPresent(customer -> parts.add("customer=" + Query.encoded(customer)));
        row.start().ifPresent(start -> parts.add("start=" + start));
        return "/sets/" + query.set() + "/journey?" + String.join("&", parts);
    }
}
