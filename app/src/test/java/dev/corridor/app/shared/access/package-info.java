/// Tests of who may do what.
@NullMarked
package dev.corridor.app.shared.access;

import org.jspecify.annotations.NullMarked;
