/// What an exposure does to an outcome: regressions with robust errors, adjusted contrasts, dose response.
@NullMarked
package dev.corridor.statistics.effect;

import org.jspecify.annotations.NullMarked;
