/// What all pages of Corridor share: frame, masthead, fonts, tokens, type and tables.
@NullMarked
package dev.corridor.map.page;

import org.jspecify.annotations.NullMarked;
