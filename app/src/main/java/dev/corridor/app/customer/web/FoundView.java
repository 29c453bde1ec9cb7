package dev.corridor.app.customer.web;

import dev.corridor.app.shared.web.Page;
import java.util.List;
import java.util.Optional;

/// What a search found where it is not exactly one thing.
///
/// @param text what was looked for
public record FoundView(Page page, long set, String text, List<Hit> hits) {
    /// A journey of that key.
    ///
    /// @param customer whose it is; empty where nobody is known
    public record Hit(Optional<String> customer, String address) {}
}
