/// What the data say: the living map and the pages and API that answer with figures, every one of them the size of a
/// list.
@NullMarked
package dev.corridor.app.discovery;

import org.jspecify.annotations.NullMarked;
