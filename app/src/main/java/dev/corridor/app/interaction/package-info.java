/// What really happened: data sets, their imports, every interaction in the database, the engine's stores made of
/// them, and the erasure of customers.
@NullMarked
package dev.corridor.app.interaction;

import org.jspecify.annotations.NullMarked;
