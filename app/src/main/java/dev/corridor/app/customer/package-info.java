/// Single customers: everything they lived, whichever source tells it.
@NullMarked
package dev.corridor.app.customer;

import org.jspecify.annotations.NullMarked;
