/// Who may enter, what each role may do, and what was done: people, sessions, invitations, tokens, the audit trail.
@NullMarked
package dev.corridor.app.account;

import org.jspecify.annotations.NullMarked;
