/// The frame of every page: templates, languages, assets, errors.
@NullMarked
package dev.corridor.app.shared.web;

import org.jspecify.annotations.NullMarked;
