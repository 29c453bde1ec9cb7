@NullMarked
package dev.corridor.map;

import org.jspecify.annotations.NullMarked;
