package dev.corridor.app.account;

import dev.corridor.app.shared.access.Role;
import java.time.Instant;
import java.util.Optional;

/// Somebody with an account.
///
/// @param name what they sign in with and others see
/// @param shutOut may not sign in; the account stays, as the audit trail names it
public record Person(
        PersonId id, String name, Role role, boolean shutOut, Instant since, Optional<Instant> lastSignIn) {}
