@NullMarked
package dev.corridor.recipes.reader;

import org.jspecify.annotations.NullMarked;
