/// Tails and quantiles of the normal, t, F and chi-squared distributions, and the intervals made of them.
@NullMarked
package dev.corridor.statistics.distribution;

import org.jspecify.annotations.NullMarked;
