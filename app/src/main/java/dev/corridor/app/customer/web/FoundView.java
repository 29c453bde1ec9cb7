package dev.corridor.app.customer.web;

import dev.corridor.app.shared.web.Page;
import java.util.List;
import java.util.Optional;

/// What a search found where it is not exactly one thing.
///
/// @param text what was looked for
/// @param touchpoints that are called so, those of most interactions first
public record FoundView(Page page, long set, String text, List<Hit> hits, List<Place> touchpoints) {
    public boolean nothing() {
        return hits.isEmpty() && touchpoints.isEmpty();
    }

    /// A journey of that key.
    ///
    /// @param customer whose it is; empty where nobody is known
    public record Hit(Optional<String> customer, String address) {}

    /// A touchpoint.
    ///
    /// @param address of the map with its mark chosen
    /// @param list of its journeys; empty where the reader has none
    public record Place(String name, long journeys, String address, String list) {}
}
