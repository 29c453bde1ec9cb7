package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.Query;

/// Where the page of one journey is.
final class JourneyAddress {
    private JourneyAddress() {}

    static String of(Query query, JourneyList.Row row) {
        return row.address(query);
    }
}
