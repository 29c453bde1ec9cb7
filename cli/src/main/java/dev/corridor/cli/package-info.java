@NullMarked
package dev.corridor.cli;

import org.jspecify.annotations.NullMarked;
