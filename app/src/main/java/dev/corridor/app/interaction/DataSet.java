package dev.corridor.app.interaction;

import java.util.Optional;

/// Interactions that belong together and are asked together: a company's, or those of one of its systems.
///
/// @param rule the journey rule chosen for it, in the engine's words; empty: the recipe's
/// @param version rises with every change of its interactions
public record DataSet(DataSetId id, String name, Optional<String> rule, long version) {}
