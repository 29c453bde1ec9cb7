@NullMarked
package dev.corridor.map.living;

import org.jspecify.annotations.NullMarked;
