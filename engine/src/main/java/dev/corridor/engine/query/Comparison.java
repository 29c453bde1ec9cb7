package dev.corridor.engine.query;

import java.util.Optional;

/// One of the six ways to compare a value with another.
public enum Comparison {
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /// The sign as it is written in a filter.
    public String symbol() {
        return symbol;
    }

    /// Whether it asks for an order, not only for equality.
    public boolean ordered() {
        return this != EQUAL && this != UNEQUAL;
    }

    /// Whether it holds for two values whose order is `order`: negative, zero or positive, as from
    /// [Comparable#compareTo].
    public boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    static Optional<Comparison> of(String symbol) {
        for (Comparison comparison : values()) {
            if (comparison.symbol.equals(symbol)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }
}
