/// Which drivers explain an outcome, and whether they disappoint or delight.
@NullMarked
package dev.corridor.statistics.driver;

import org.jspecify.annotations.NullMarked;
