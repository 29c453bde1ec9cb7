/// What `score` prints as text for people.
@NullMarked
package dev.corridor.cli.score;

import org.jspecify.annotations.NullMarked;
