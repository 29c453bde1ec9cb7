package dev.corridor.statistics;

/// How often a simulation at length is repeated: as often as the method's page says with `-P simulations`, a
/// quarter of it otherwise, with an allowance for what so few leave to chance.
public final class Repetitions {
    private static final boolean ALL = System.getProperty("simulations", "").equals("all");

    private Repetitions() {}

    /// @param listed on the page
    public static int of(int listed) {
        return ALL ? listed : (listed + 3) / 4;
    }

    /// Three standard errors of a share; nothing where all repetitions are made.
    ///
    /// @param drawings that the share is taken over
    public static double chance(double share, double drawings) {
        return ALL ? 0 : 3 * Math.sqrt(share * (1 - share) / drawings);
    }
}
