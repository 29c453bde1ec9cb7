@NullMarked
package dev.corridor.engine.format;

import org.jspecify.annotations.NullMarked;
