package dev.corridor.engine.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A dictionary: names and their dense codes from 0, in ascending order of the names' UTF-16 units, so that
/// the same data give the same codes whatever order they came in.
public final class Names {
    private final List<String> names;
    private final Map<String, Integer> codes;

    /// @param names distinct, ascending
    public Names(List<String> names) {
        this.names = List.copyOf(names);
        this.codes = HashMap.newHashMap(names.size());
        for (int code = 0; code < names.size(); code++) {
            if (codes.put(names.get(code), code) != null) {
                throw new IllegalArgumentException("a name stands twice: " + names.get(code));
            }
        }
    }

    public int size() {
        return names.size();
    }

    public String name(int code) {
        return names.get(code);
    }

    public OptionalInt code(String name) {
        Integer code = codes.get(name);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /// All names in the order of their codes.
    public List<String> all() {
        return names;
    }

    /// The provisional dictionary of a builder: codes in order of first use, shared by all appenders.
    static final class Growing {
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        synchronized int code(String name) {
            Integer known = codes.get(name);
            if (known != null) {
                return known;
            }
            codes.put(name, names.size());
            names.add(name);
            return names.size() - 1;
        }

        synchronized int size() {
            return names.size();
        }

        /// @param others names beside these
        synchronized Names sorted(Stream<String> others) {
            return new Names(
                    Stream.concat(names.stream(), others).distinct().sorted().toList());
        }

        /// The final code of each provisional one.
        synchronized int[] remap(Names sorted) {
            int[] remap = new int[names.size()];
            for (int code = 0; code < remap.length; code++) {
                remap[code] = sorted.code(names.get(code)).orElseThrow();
            }
            return remap;
        }
    }
}
