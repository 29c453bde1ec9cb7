/// The commands of the server's jar: start it, look at it, stop it.
@NullMarked
package dev.corridor.app.command;

import org.jspecify.annotations.NullMarked;
