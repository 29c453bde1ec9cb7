@NullMarked
package dev.corridor.app.command;

import org.jspecify.annotations.NullMarked;
