@NullMarked
package dev.corridor.analysis.table;

import org.jspecify.annotations.NullMarked;
