@NullMarked
package dev.corridor.engine.journey;

import org.jspecify.annotations.NullMarked;
