/// The page of a customer, the search that leads there, and the same for programs.
@NullMarked
package dev.corridor.app.customer.web;

import org.jspecify.annotations.NullMarked;
