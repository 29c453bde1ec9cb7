/// What `score` prints: the answer in text for people and as JSON.
@NullMarked
package dev.corridor.cli.score;

import org.jspecify.annotations.NullMarked;
