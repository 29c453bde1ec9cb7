@NullMarked
package dev.corridor.map.words;

import org.jspecify.annotations.NullMarked;
