@NullMarked
package dev.corridor.map.report;

import org.jspecify.annotations.NullMarked;
