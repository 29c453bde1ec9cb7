/// What `mine` prints as text for people and writes as CSV.
@NullMarked
package dev.corridor.cli.mine;

import org.jspecify.annotations.NullMarked;
