/// Tests of data sets, imports and erasures.
@NullMarked
package dev.corridor.app.interaction;

import org.jspecify.annotations.NullMarked;
