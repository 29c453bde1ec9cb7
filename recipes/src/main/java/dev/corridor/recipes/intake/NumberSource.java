package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;

/// The numbers that a row gives for an attribute.
interface NumberSource {
    void visit(Row row, Sink sink);

    /// Takes a finite number.
    @FunctionalInterface
    interface Sink {
        void number(double number);
    }
}
