package dev.corridor.engine.internal;

import java.util.Arrays;

/// Stable sort of indexes by a comparison, without boxing: insertion sort for short runs, merge sort above;
/// linear where the range is sorted already.
public final class IndexSort {
    private static final int SHORT = 24;

    /// A comparison of two indexes.
    @FunctionalInterface
    public interface Comparison {
        int compare(int a, int b);
    }

    private IndexSort() {}

    /// Sorts `indexes[from, to)`.
    public static void sort(int[] indexes, int from, int to, Comparison comparison) {
        int sorted = from + 1;
        while (sorted < to && comparison.compare(indexes[sorted - 1], indexes[sorted]) <= 0) {
            sorted++;
        }
        if (sorted >= to) {
            return;
        }
        if (to - from <= SHORT) {
            insertion(indexes, from, sorted, to, comparison);
        } else {
            merge(indexes, Arrays.copyOfRange(indexes, from, to), from, 0, to - from, comparison);
        }
    }

    private static void insertion(int[] indexes, int from, int sorted, int to, Comparison comparison) {
        for (int i = sorted; i < to; i++) {
            int index = indexes[i];
            int at = i;
            while (at > from && comparison.compare(indexes[at - 1], index) > 0) {
                indexes[at] = indexes[at - 1];
                at--;
            }
            indexes[at] = index;
        }
    }

    /// Sorts `source[low, high)` into `target`, shifted by `shift`; both hold the same indexes at first.
    private static void merge(int[] target, int[] source, int shift, int low, int high, Comparison comparison) {
        if (high - low <= SHORT) {
            insertion(target, shift + low, shift + low + 1, shift + high, comparison);
            return;
        }
        int middle = (low + high) >>> 1;
        mergeBack(source, target, shift, low, middle, comparison);
        mergeBack(source, target, shift, middle, high, comparison);
        if (comparison.compare(source[middle - 1], source[middle]) <= 0) {
            System.arraycopy(source, low, target, shift + low, high - low);
            return;
        }
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = right >= high || (left < middle && comparison.compare(source[left], source[right]) <= 0);
            target[shift + i] = takeLeft ? source[left++] : source[right++];
        }
    }

    /// Sorts `target[shift + low, shift + high)` into `source[low, high)`.
    private static void mergeBack(int[] source, int[] target, int shift, int low, int high, Comparison comparison) {
        merge(target, source, shift, low, high, comparison);
        System.arraycopy(target, shift + low, source, low, high - low);
    }
}
