/// Whether the server is well, for those who run it.
@NullMarked
package dev.corridor.app.health;

import org.jspecify.annotations.NullMarked;
