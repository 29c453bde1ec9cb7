@NullMarked
package dev.corridor.engine.summary;

import org.jspecify.annotations.NullMarked;
