/// Tests of saved views.
@NullMarked
package dev.corridor.app.view;

import org.jspecify.annotations.NullMarked;
