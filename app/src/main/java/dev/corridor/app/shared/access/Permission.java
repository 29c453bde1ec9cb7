package dev.corridor.app.shared.access;

/// What an endpoint asks of those who call it.
public enum Permission {
    /// Nothing: everybody may call it, signed in or not.
    ANYBODY,
    /// A person who is signed in, whatever the role; no token is one.
    SIGNED_IN,
    /// To see figures of all customers together.
    READ_FIGURES,
    /// To see single customers and journeys; whoever may is shown small counts too.
    LIST_CUSTOMERS,
    /// To save views for others.
    SAVE_VIEWS,
    /// To import, undo and set up data.
    IMPORT,
    /// To erase a customer.
    ERASE_CUSTOMERS,
    /// To invite people, change their roles and shut them out.
    MANAGE_PEOPLE,
    /// To make and withdraw API tokens.
    MANAGE_TOKENS,
    /// To read who changed what.
    READ_AUDIT,
    /// To read the server's own measurements.
    READ_METRICS
}
