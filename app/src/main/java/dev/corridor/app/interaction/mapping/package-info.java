/// What the columns of dropped files mean: guessed, said in plain words, corrected, and tried on their first rows.
@NullMarked
package dev.corridor.app.interaction.mapping;

import org.jspecify.annotations.NullMarked;
