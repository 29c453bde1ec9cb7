@NullMarked
package dev.corridor.recipes.recipe;

import org.jspecify.annotations.NullMarked;
