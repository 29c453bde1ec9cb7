package dev.corridor.map;

import java.time.LocalDateTime;
import java.util.Optional;

/// When the interactions happened, on the source's own clock.
///
/// @param from first interaction; empty where no interaction has a time
/// @param to last interaction
/// @param asOf the time every figure is true at
public record Period(Optional<LocalDateTime> from, Optional<LocalDateTime> to, Optional<LocalDateTime> asOf) {
    /// No interaction has a time.
    public static final Period UNKNOWN = new Period(Optional.empty(), Optional.empty(), Optional.empty());
}
