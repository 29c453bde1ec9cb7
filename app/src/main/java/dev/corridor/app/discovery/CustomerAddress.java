package dev.corridor.app.discovery;

import java.util.regex.Pattern;

/// Where the page of a customer is. An id that a path cannot hold safely goes into the query instead.
public final class CustomerAddress {
    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,200}");

    private CustomerAddress() {}

    public static String of(long set, String customer) {
        return "/sets/" + set
                + (PLAIN.matcher(customer).matches()
                        ? "/customers/" + customer
                        : "/customers?id=" + Query.encoded(customer));
    }
}
