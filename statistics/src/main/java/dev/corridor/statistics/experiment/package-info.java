/// Whether a change did what it was meant to do.
@NullMarked
package dev.corridor.statistics.experiment;

import org.jspecify.annotations.NullMarked;
