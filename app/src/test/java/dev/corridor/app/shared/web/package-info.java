/// Tests of what all pages have in common.
@NullMarked
package dev.corridor.app.shared.web;

import org.jspecify.annotations.NullMarked;
