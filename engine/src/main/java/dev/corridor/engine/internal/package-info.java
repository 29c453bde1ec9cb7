@NullMarked
package dev.corridor.engine.internal;

import org.jspecify.annotations.NullMarked;
