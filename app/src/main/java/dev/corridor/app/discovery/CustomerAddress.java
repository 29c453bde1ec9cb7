package dev.corridor.app.discovery;

import java.util.regex.Pattern;

/// Where the page of a customer is, with journeys cut and seen as they were asked for. An id that a path cannot hold
/// safely goes into the query instead.
public final class CustomerAddress {
    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,200}");

    private CustomerAddress() {}

    public static String of(Query query, String customer) {
        Query all = query.unfiltered();
        return PLAIN.matcher(customer).matches()
                ? all.address("customers/" + customer)
                : all.address("customers", "id=" + Query.encoded(customer));
    }
}
