/// What may be shown without telling too much about too few: limits of n, suppression in tables with totals,
/// and differences between overlapping answers. It protects answers and personal attributes, never plain
/// counts of journeys.
@NullMarked
package dev.corridor.statistics.disclosure;

import org.jspecify.annotations.NullMarked;
