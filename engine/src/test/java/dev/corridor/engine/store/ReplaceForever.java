package dev.corridor.engine.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Replaces one customer after the other in the store of a folder and saves it there, until it is killed.
public final class ReplaceForever {
    static final int CUSTOMERS = 500;

    private ReplaceForever() {}

    static String customer(int number) {
        return "customer " + number % CUSTOMERS;
    }

    /// @param arguments the folder
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Map<String, List<String>> byCustomer = new TreeMap<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            byCustomer.put(customer(i), List.of("a", "b"));
        }
        new Visits(byCustomer).build(1).save(folder, Map.of("run", "0"), true);
        for (int run = 1; ; run++) {
            byCustomer.put(customer(run), List.of("a", "run " + run));
            Store store = Store.open(folder);
            new Visits(byCustomer)
                    .replacing(store, 1, customer(run))
                    .save(folder, Map.of("run", String.valueOf(run)), true);
            System.out.println("saved " + run);
        }
    }
}
