/// How long customers stay, how often they come back and what they spend.
@NullMarked
package dev.corridor.statistics.loyalty;

import org.jspecify.annotations.NullMarked;
