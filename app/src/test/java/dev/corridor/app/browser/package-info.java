/// Tests of the whole server in a real browser.
@NullMarked
package dev.corridor.app.browser;

import org.jspecify.annotations.NullMarked;
