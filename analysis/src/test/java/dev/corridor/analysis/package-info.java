@NullMarked
package dev.corridor.analysis;

import org.jspecify.annotations.NullMarked;
