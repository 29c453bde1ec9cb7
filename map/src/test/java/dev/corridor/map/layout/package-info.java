@NullMarked
package dev.corridor.map.layout;

import org.jspecify.annotations.NullMarked;
