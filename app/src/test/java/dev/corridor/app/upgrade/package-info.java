/// Data folders of older formats, kept as they were, and the new program on them.
@NullMarked
package dev.corridor.app.upgrade;

import org.jspecify.annotations.NullMarked;
