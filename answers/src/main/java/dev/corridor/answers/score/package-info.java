/// Scores as JSON.
@NullMarked
package dev.corridor.answers.score;

import org.jspecify.annotations.NullMarked;
