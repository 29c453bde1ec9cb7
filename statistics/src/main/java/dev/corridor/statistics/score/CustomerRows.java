package dev.corridor.statistics.score;

import java.util.Arrays;

/// A dense row number for every customer, in the order of arrival: open addressing without boxes.
final class CustomerRows {
    private long[] customers = new long[16];
    private int[] slots = new int[64];
    private int size;

    int size() {
        return size;
    }

    long customer(int row) {
        return customers[row];
    }

    /// The row of a customer, or -1.
    int find(long customer) {
        return slots[slot(customer)] - 1;
    }

    /// The row of a customer, a new one if need be.
    int row(long customer) {
        int slot = slot(customer);
        if (slots[slot] == 0) {
            if (size == customers.length) {
                customers = Arrays.copyOf(customers, size * 2);
                grow();
                slot = slot(customer);
            }
            customers[size] = customer;
            slots[slot] = ++size;
        }
        return slots[slot] - 1;
    }

    private void grow() {
        slots = new int[customers.length * 4];
        for (int row = 0; row < size; row++) {
            slots[slot(customers[row])] = row + 1;
        }
    }

    private int slot(long customer) {
        long mixed = (customer ^ (customer >>> 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) ((mixed ^ (mixed >>> 29)) & (slots.length - 1));
        while (slots[slot] != 0 && customers[slots[slot] - 1] != customer) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
