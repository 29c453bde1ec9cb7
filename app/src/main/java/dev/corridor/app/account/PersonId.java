package dev.corridor.app.account;

/// Names an account.
public record PersonId(long value) {}
