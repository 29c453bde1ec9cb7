@NullMarked
package dev.corridor.map.svg;

import org.jspecify.annotations.NullMarked;
