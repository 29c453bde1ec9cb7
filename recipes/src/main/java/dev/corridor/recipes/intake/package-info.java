@NullMarked
package dev.corridor.recipes.intake;

import org.jspecify.annotations.NullMarked;
