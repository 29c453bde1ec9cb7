@NullMarked
package dev.corridor.engine.store;

import org.jspecify.annotations.NullMarked;
