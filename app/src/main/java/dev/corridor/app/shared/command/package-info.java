/// What the server's commands have in common: the data folder they work on, and the parts they ask.
@NullMarked
package dev.corridor.app.shared.command;

import org.jspecify.annotations.NullMarked;
