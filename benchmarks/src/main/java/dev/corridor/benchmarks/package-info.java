@NullMarked
package dev.corridor.benchmarks;

import org.jspecify.annotations.NullMarked;
