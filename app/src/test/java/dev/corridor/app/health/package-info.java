@NullMarked
package dev.corridor.app.health;

import org.jspecify.annotations.NullMarked;
