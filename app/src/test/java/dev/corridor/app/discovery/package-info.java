/// Tests of pages with figures.
@NullMarked
package dev.corridor.app.discovery;

import org.jspecify.annotations.NullMarked;
