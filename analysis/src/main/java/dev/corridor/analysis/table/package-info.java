/// Questions asked of one flat table: drivers of an outcome, time to an event, the effect of a plan.
@NullMarked
package dev.corridor.analysis.table;

import org.jspecify.annotations.NullMarked;
