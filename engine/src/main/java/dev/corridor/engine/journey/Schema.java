package dev.corridor.engine.journey;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a store holds beside customer, key, touchpoint and time.
///
/// Two attributes have a meaning of their own, found by name: [#OUTCOME] (a category of an interaction: ok,
/// failed, ...) and [#SCORE] (a number of an interaction: what the customer answered there).
///
/// @param attributes in the order of their ids, at most 1,000
/// @param touchpointOrder touchpoints in the order that settles equal times; touchpoints not named come after
///     those named
/// @param ends touchpoints that complete a journey; empty where none are named
/// @param zoned whether times are instants (`true`) or local clock readings (`false`)
public record Schema(List<Attribute> attributes, List<String> touchpointOrder, List<String> ends, boolean zoned) {
    /// The name of the category that says how an interaction went.
    public static final String OUTCOME = "outcome";

    /// The name of the number that a customer answered.
    public static final String SCORE = "score";

    public Schema {
        attributes = List.copyOf(attributes);
        touchpointOrder = List.copyOf(touchpointOrder);
        ends = List.copyOf(ends);
        Set<String> names = new HashSet<>();
        for (Attribute attribute : attributes) {
            if (!names.add(attribute.name())) {
                throw new IllegalArgumentException("attribute named twice: " + attribute.name());
            }
        }
    }

    /// The id of the attribute with this name: its index in [#attributes], or -1.
    public int idOf(String name) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public Optional<Attribute> attribute(String name) {
        int id = idOf(name);
        return id < 0 ? Optional.empty() : Optional.of(attributes.get(id));
    }
}
