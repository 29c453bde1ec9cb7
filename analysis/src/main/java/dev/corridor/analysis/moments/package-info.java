/// Moments of truth: what customers lived when they gave an outcome, and whether the outcome goes with it.
@NullMarked
package dev.corridor.analysis.moments;

import org.jspecify.annotations.NullMarked;
