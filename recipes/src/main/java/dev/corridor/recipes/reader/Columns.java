package dev.corridor.recipes.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names of columns, made usable: trimmed, an empty one becomes `column 3` (its place, from 1), and one
/// that was there before gets a number, `price (2)`.
final class Columns {
    private Columns() {}

    static List<String> named(List<String> header) {
        Set<String> given = new HashSet<>();
        header.forEach(name -> given.add(name.strip()));
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String plain = header.get(i).strip();
            String wanted = plain.isEmpty() ? "column " + (i + 1) : plain;
            String name = wanted;
            for (int copy = 2; taken.contains(name) || (!name.equals(plain) && given.contains(name)); copy++) {
                name = wanted + " (" + copy + ")";
            }
            taken.add(name);
            names.add(name);
        }
        return List.copyOf(names);
    }
}
