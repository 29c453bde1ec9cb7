@NullMarked
package dev.corridor.app.database;

import org.jspecify.annotations.NullMarked;
