package dev.corridor.map.living;

/// Something on a map that stands for journeys and can be chosen; ids as in [dev.corridor.map.Touchpoint#id].
public sealed interface Mark {
    /// Journeys that visited the touchpoint.
    record Touchpoint(String id) implements Mark {}

    /// Journeys in which `to` directly followed `from`.
    record Step(String from, String to) implements Mark {}

    /// Journeys whose first interaction was at the touchpoint.
    record Start(String id) implements Mark {}

    /// Journeys whose last interaction was at the touchpoint.
    record End(String id) implements Mark {}
}
