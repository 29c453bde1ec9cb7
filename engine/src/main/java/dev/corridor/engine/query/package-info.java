@NullMarked
package dev.corridor.engine.query;

import org.jspecify.annotations.NullMarked;
