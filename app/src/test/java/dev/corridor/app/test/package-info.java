/// What tests of several parts need: a database each, and the server on it.
@NullMarked
package dev.corridor.app.test;

import org.jspecify.annotations.NullMarked;
