package dev.corridor.engine.store;

import java.util.Arrays;
import java.util.List;

/// The distinct paths of a whole log, numbered across its parts, so that journeys of different parts on the same
/// path are told without comparing touchpoints again.
public final class PathIndex {
    private static final int SMALLEST = 1 << 10;

    private final List<Journeys> parts;
    private final int[][] numbers;
    private int[] table = new int[SMALLEST];
    private long[] hashes = new long[SMALLEST];
    private int[] partOf = new int[SMALLEST];
    private int[] placeOf = new int[SMALLEST];
    private int size;

    PathIndex(List<Journeys> parts) {
        this.parts = parts;
        Arrays.fill(table, -1);
        numbers = new int[parts.size()][];
        for (int part = 0; part < numbers.length; part++) {
            numbers[part] = number(part);
        }
    }

    private int[] number(int part) {
        Journeys journeys = parts.get(part);
        boolean variants = journeys.hasVariants();
        int[] found = new int[variants ? journeys.variantCount() : journeys.count()];
        for (int place = 0; place < found.length; place++) {
            long hash = variants
                    ? journeys.variantHashes()[place]
                    : journeys.pathHash(journeys.offset(place), journeys.offset(place + 1));
            found[place] = number(part, place, hash);
        }
        return found;
    }

    private int number(int part, int place, long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] >= 0) {
            int known = table[slot];
            if (hashes[known] == hash && Arrays.equals(touchpoints(known), walked(part, place))) {
                return known;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        if (size == partOf.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            partOf = Arrays.copyOf(partOf, 2 * size);
            placeOf = Arrays.copyOf(placeOf, 2 * size);
        }
        hashes[size] = hash;
        partOf[size] = part;
        placeOf[size] = place;
        table[slot] = size++;
        if (2 * size > table.length) {
            spread();
        }
        return size - 1;
    }

    private void spread() {
        table = new int[2 * table.length];
        Arrays.fill(table, -1);
        for (int path = 0; path < size; path++) {
            int slot = (int) hashes[path] & (table.length - 1);
            while (table[slot] >= 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = path;
        }
    }

    private int[] walked(int part, int place) {
        Journeys journeys = parts.get(part);
        return journeys.hasVariants() ? journeys.variantPath(place) : journeys.path(place);
    }

    /// The number of distinct paths.
    public int size() {
        return size;
    }

    /// The touchpoints of a path in order.
    public int[] touchpoints(int path) {
        return walked(partOf[path], placeOf[path]);
    }

    /// The number of touchpoints of a path.
    public int length(int path) {
        Journeys journeys = parts.get(partOf[path]);
        int place = placeOf[path];
        return journeys.hasVariants()
                ? journeys.variantOffsets()[place + 1] - journeys.variantOffsets()[place]
                : journeys.offset(place + 1) - journeys.offset(place);
    }

    /// The paths of a part's variants, or of its journeys where it keeps no variants. Not to be changed.
    public int[] numbers(int part) {
        return numbers[part];
    }

    /// The path of a journey.
    public int pathOf(int part, int journey) {
        Journeys journeys = parts.get(part);
        return numbers[part][journeys.hasVariants() ? journeys.variantOf(journey) : journey];
    }
}
