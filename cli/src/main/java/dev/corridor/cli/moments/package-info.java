/// What `moments` prints.
@NullMarked
package dev.corridor.cli.moments;

import org.jspecify.annotations.NullMarked;
