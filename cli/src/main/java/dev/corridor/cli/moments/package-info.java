/// What `moments` prints as text for people.
@NullMarked
package dev.corridor.cli.moments;

import org.jspecify.annotations.NullMarked;
