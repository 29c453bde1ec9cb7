/// Tests of the whole server.
@NullMarked
package dev.corridor.app;

import org.jspecify.annotations.NullMarked;
