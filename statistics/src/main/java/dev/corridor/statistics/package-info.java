/// The shape of every answer: a value with its interval, its n and its method, or the reason why there is none.
@NullMarked
package dev.corridor.statistics;

import org.jspecify.annotations.NullMarked;
