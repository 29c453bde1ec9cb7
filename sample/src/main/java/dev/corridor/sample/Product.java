package dev.corridor.sample;

import java.util.List;

/// What customers order; prices in cents a month.
enum Product {
    FIBRE_100("fibre 100", 2_990, true),
    FIBRE_500("fibre 500", 3_990, true),
    FIBRE_1000("fibre 1000", 5_490, false);

    private static final List<Product> ALL = List.of(values());

    final String label;
    final int price;
    /// Whether customers can install it themselves.
    final boolean kit;

    Product(String label, int price, boolean kit) {
        this.label = label;
        this.price = price;
        this.kit = kit;
    }

    static Product draw(Dice dice) {
        return ALL.get(dice.pick(0.42, 0.38, 0.2));
    }
}
