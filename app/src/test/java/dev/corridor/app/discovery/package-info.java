/// Tests of figures, lists and the read API.
@NullMarked
package dev.corridor.app.discovery;

import org.jspecify.annotations.NullMarked;
