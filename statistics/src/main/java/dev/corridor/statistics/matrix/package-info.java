/// Moments of rows that merge, the bootstrap that is drawn from them, and least squares on them.
@NullMarked
package dev.corridor.statistics.matrix;

import org.jspecify.annotations.NullMarked;
