/// What each role may do, in one table, and how endpoints ask for it.
@NullMarked
package dev.corridor.app.shared.access;

import org.jspecify.annotations.NullMarked;
