package dev.corridor.sample;

import java.util.Arrays;

/// Installers and shops. Each moves the scores of its customers a little up or down, whatever happens: answers of
/// one installer or shop are alike. Within a region these deviations sum to zero.
final class Crews {
    /// Installers of one region.
    static final int INSTALLERS = 20;

    /// Shops of one region, the company's own first.
    static final int SHOPS = 10;

    /// Of them the company's own.
    static final int OWN_SHOPS = 6;

    /// Standard deviation of an installer's influence on scores, in points.
    static final double INSTALLER_DEVIATION = 0.42;

    /// Standard deviation of a shop's influence on scores, in points.
    static final double SHOP_DEVIATION = 0.4;

    private static final double LATENESS_DEVIATION = 0.2;
    private static final int INSTALLER = 1;
    private static final int SHOP = 2;
    private static final int LATENESS = 3;

    private final double[] installers;
    private final double[] shops;
    private final double[] lateness;

    Crews(long seed) {
        installers = deviations(seed, INSTALLER, INSTALLERS, INSTALLER_DEVIATION);
        shops = deviations(seed, SHOP, SHOPS, SHOP_DEVIATION);
        lateness = deviations(seed, LATENESS, INSTALLERS, LATENESS_DEVIATION);
    }

    private static double[] deviations(long seed, int what, int perRegion, double deviation) {
        double[] all = new double[Region.values().length * perRegion];
        for (Region region : Region.values()) {
            Dice dice = Dice.at(seed, -what, region.number);
            double[] own = new double[perRegion];
            Arrays.setAll(own, i -> deviation * dice.normal());
            double mean = Arrays.stream(own).average().orElseThrow();
            for (int i = 0; i < perRegion; i++) {
                all[region.number * perRegion + i] = own[i] - mean;
            }
        }
        return all;
    }

    /// An installer of the region.
    int installer(Region region, Dice dice) {
        int partners = partners(region);
        int inRegion = dice.chance(region.partnerCrews)
                ? INSTALLERS - 1 - dice.below(partners)
                : dice.below(INSTALLERS - partners);
        return region.number * INSTALLERS + inRegion;
    }

    private static int partners(Region region) {
        return (int) Math.round(region.partnerCrews * INSTALLERS);
    }

    /// Whether the installer works for a partner.
    static boolean partner(int installer) {
        Region region = Region.of(installer / INSTALLERS);
        return installer % INSTALLERS >= INSTALLERS - partners(region);
    }

    /// A shop of the region: the company's own, or a partner's.
    int shop(Region region, boolean partner, Dice dice) {
        int inRegion = partner ? OWN_SHOPS + dice.below(SHOPS - OWN_SHOPS) : dice.below(OWN_SHOPS);
        return region.number * SHOPS + inRegion;
    }

    /// Points that the installer adds, 0 where there was none (-1).
    double ofInstaller(int installer) {
        return installer < 0 ? 0 : installers[installer];
    }

    /// Points that the shop adds, 0 where there was none (-1).
    double ofShop(int shop) {
        return shop < 0 ? 0 : shops[shop];
    }

    /// How much likelier this installer is late than others.
    double lateness(int installer) {
        return 1 + lateness[installer];
    }
}
