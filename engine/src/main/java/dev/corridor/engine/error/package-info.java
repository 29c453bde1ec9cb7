@NullMarked
package dev.corridor.engine.error;

import org.jspecify.annotations.NullMarked;
