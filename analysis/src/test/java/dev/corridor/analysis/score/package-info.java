@NullMarked
package dev.corridor.analysis.score;

import org.jspecify.annotations.NullMarked;
