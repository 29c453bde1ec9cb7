/// Tests of the accounts.
@NullMarked
package dev.corridor.app.account;

import org.jspecify.annotations.NullMarked;
