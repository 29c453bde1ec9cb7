/// The start page, the choice of a data set, and the forms of saved views.
@NullMarked
package dev.corridor.app.view.web;

import org.jspecify.annotations.NullMarked;
