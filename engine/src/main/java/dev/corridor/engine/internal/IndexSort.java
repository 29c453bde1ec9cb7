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

    /// Sorts so far that the first of `indexes[from, to)` are those that come first, in order; the others stand behind
    /// them in any order.
    ///
    /// @param most how many come first
    /// @param comparison never 0 for two different indexes
    public static void sortFirst(int[] indexes, int from, int to, int most, Comparison comparison) {
        int low = from;
        int high = to;
        int end = from + most;
        for (int turns = 2 * Integer.SIZE; low < end && end < high && turns > 0; turns--) {
            int pivot = middle(indexes, low, high, comparison);
            int left = low;
            int right = high - 1;
            while (left <= right) {
                while (comparison.compare(indexes[left], pivot) < 0) {
                    left++;
                }
                while (comparison.compare(indexes[right], pivot) > 0) {
                    right--;
                }
                if (left <= right) {
                    int swapped = indexes[left];
                    indexes[left++] = indexes[right];
                    indexes[right--] = swapped;
                }
            }
            if (end <= right + 1) {
                high = right + 1;
            } else {
                low = left;
            }
        }
        sort(indexes, from, low < end && end < high ? high : Math.min(end, to), comparison);
    }

    /// One of three that lies between the others.
    private static int middle(int[] indexes, int low, int high, Comparison comparison) {
        int a = indexes[low];
        int b = indexes[(low + high) >>> 1];
        int c = indexes[high - 1];
        if (comparison.compare(a, b) > 0) {
            int swapped = a;
            a = b;
            b = swapped;
        }
        return comparison.compare(b, c) <= 0 ? b : comparison.compare(a, c) > 0 ? a : c;
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
