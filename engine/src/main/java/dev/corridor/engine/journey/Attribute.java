package dev.corridor.engine.journey;

/// A named property of an interaction, of a journey's key (an order) or of a customer.
///
/// @param name unique in its schema, in the user's words
/// @param kind what its values are
/// @param level what it belongs to
/// @param aggregate how several values become a journey's one value, when a key has several or when another
///     journey rule joins several keys
/// @param known when its value becomes known within a journey
public record Attribute(String name, Kind kind, Level level, Aggregate aggregate, Known known) {
    public Attribute {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
        if (kind == Kind.SET && aggregate != Aggregate.SET) {
            throw new IllegalArgumentException("a set attribute is aggregated as a set: " + name);
        }
        boolean fits = switch (aggregate) {
            case ONE, LATEST -> true;
            case LARGEST -> kind == Kind.NUMBER || kind == Kind.TIME;
            case SUM, MEAN -> kind == Kind.NUMBER;
            case SET -> kind == Kind.CATEGORY || kind == Kind.SET;
        };
        if (!fits) {
            throw new IllegalArgumentException(name + " is a " + kind + ", which has no " + aggregate);
        }
    }

    /// Whether a row of its level can have several values.
    public boolean keepsMembers() {
        return kind == Kind.SET || (aggregate == Aggregate.SET && level != Level.INTERACTION);
    }

    /// What the values of an attribute are.
    public enum Kind {
        /// One of a list of names.
        CATEGORY,
        /// A decimal number.
        NUMBER,
        /// An instant, or a local clock reading where the source has no zone.
        TIME,
        /// A text that stays in the source; the store keeps the reference only.
        TEXT,
        /// Several categories at once; a journey is grouped under each.
        SET
    }

    /// What an attribute belongs to.
    public enum Level {
        INTERACTION,
        /// The journey's key, such as an order or a ticket.
        KEY,
        CUSTOMER
    }

    /// How several values become one.
    public enum Aggregate {
        /// The first value: of records in source order, of interactions in the order of their journey; differing values
        /// of
        /// a key or a customer are counted as conflicts.
        ONE,
        /// The value that came last in time.
        LATEST,
        LARGEST,
        SUM,
        MEAN,
        SET
    }
}
