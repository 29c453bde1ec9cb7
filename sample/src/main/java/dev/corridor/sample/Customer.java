package dev.corridor.sample;

/// A customer of the company.
///
/// @param number from 0
/// @param city index in the region's cities
/// @param language 0 English, 1 Portuguese, 2 Russian
/// @param disposition points that this customer always gives more or less than others
record Customer(long number, Level level, Region region, int city, int language, double disposition) {
    private static final double DEVIATION = 0.55;

    static Customer draw(long number, Dice dice) {
        Level level = Level.draw(dice);
        Region region = Region.draw(dice);
        int city = dice.below(region.cities.size());
        int language = dice.pick(0.6, 0.28, 0.12);
        return new Customer(number, level, region, city, language, DEVIATION * dice.normal());
    }
}
