/// The pages of accounts, and what guards every request.
@NullMarked
package dev.corridor.app.account.web;

import org.jspecify.annotations.NullMarked;
