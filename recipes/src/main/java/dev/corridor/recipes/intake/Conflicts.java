package dev.corridor.recipes.intake;

/// Differing values where one is taken.
record Conflicts(Findings.Tally tally, String file) {
    static Conflicts of(Findings findings, String attribute, String file) {
        return new Conflicts(
                findings.tally(
                        "conflicting-values",
                        attribute,
                        "{n} of {of} times several rows gave different values of the field '" + attribute
                                + "'; the first was taken."),
                file);
    }

    void found(long line) {
        tally.add(() -> Example.of(file, line, ""));
    }
}
