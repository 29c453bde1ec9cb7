/// Where one begins: what happened since last week, and the views that people keep.
@NullMarked
package dev.corridor.app.view;

import org.jspecify.annotations.NullMarked;
