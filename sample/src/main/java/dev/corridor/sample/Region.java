package dev.corridor.sample;

import java.util.List;

/// Where customers live. The North has old houses: more papers are asked for, crews come late a little more often,
/// and lines are slower, which alone costs points.
enum Region {
    NORTH(0, "North", 0.24, -1.5, 0.45, 1.3, 0.6, "Ravnik", "Oldhaven", "Brask", "Tarn", "Upper Lisk"),
    WEST(1, "West", 0.2, 0.1, 0.05, 1.1, 0.35, "Morwick", "Saltby", "Penhale", "Carrow", "Vell"),
    SOUTH(2, "South", 0.18, 0, 0.05, 1, 0.4, "Almar", "Serra Nova", "Olivan", "Piedra", "Castel"),
    EAST(3, "East", 0.14, 0.1, 0.05, 1, 0.35, "Dornau", "Kesten", "Lipsk", "Varna Hill", "Orlo"),
    CENTRE(4, "Centre", 0.14, 0, 0.05, 0.9, 0.3, "Aurora City", "Midford", "Halm", "Stavel", "Kirk"),
    COAST(5, "Coast", 0.1, 0.2, 0.05, 1, 0.4, "Port Lume", "Sandreach", "Gull Bay", "Marisk", "Teal");

    private static final List<Region> ALL = List.of(values());
    private static final double[] SHARES =
            ALL.stream().mapToDouble(region -> region.share).toArray();

    /// From 0; its installers and shops are numbered by it.
    final int number;

    final String label;
    final double share;
    /// Points on the score that come from the place alone.
    final double score;
    final double papers;
    final double lateness;
    final double partnerCrews;
    final List<String> cities;

    Region(
            int number,
            String label,
            double share,
            double score,
            double papers,
            double lateness,
            double partnerCrews,
            String... cities) {
        this.number = number;
        this.label = label;
        this.share = share;
        this.score = score;
        this.papers = papers;
        this.lateness = lateness;
        this.partnerCrews = partnerCrews;
        this.cities = List.of(cities);
    }

    static Region of(int number) {
        return ALL.get(number);
    }

    static Region draw(Dice dice) {
        return ALL.get(dice.pick(SHARES));
    }
}
