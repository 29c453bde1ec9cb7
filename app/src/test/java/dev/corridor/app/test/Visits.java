package dev.corridor.app.test;

/// Visits of customers at a counter, as tests of imports hand them in.
public final class Visits {
    public static final String RECIPE = """
            recipe: Visits
            tables:
              visits:
                columns: [id, ticket, who, kind, at]
                key: id
            interactions:
              - from: visits
                journey: ticket
                customer: who
                time: at
                touchpoint: kind
            """;

    private Visits() {}
}
