/// Tests of the pages of accounts.
@NullMarked
package dev.corridor.app.account.web;

import org.jspecify.annotations.NullMarked;
