package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;

/// Where the interactions go; asked once, when the schema is known.
@FunctionalInterface
public interface AppenderFactory {
    Appender open(Schema schema);
}
