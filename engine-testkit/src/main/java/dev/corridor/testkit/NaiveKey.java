package dev.corridor.testkit;

import java.util.Optional;

/// A journey's key together with its customer; equal keys of two customers are two keys.
public record NaiveKey(Optional<String> customer, String key) {}
