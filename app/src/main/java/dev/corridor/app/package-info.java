/// The server: one package per capability, each reached through the types in its root.
@NullMarked
package dev.corridor.app;

import org.jspecify.annotations.NullMarked;
