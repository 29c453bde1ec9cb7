package dev.corridor.analysis.purchases;

import dev.corridor.statistics.loyalty.BgNbd;
import dev.corridor.statistics.loyalty.GammaGamma;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The days on which customers bought, customer by customer, ascending within each; and what they paid.
///
/// A day counts once however often a customer bought on it; what was paid on it is added up. About 12 bytes per
/// day of purchase and 12 per customer.
final class Histories {
    private int[] days = new int[64];
    private double[] paid = new double[64];
    private int[] ends = new int[16];
    private int size;
    private int customers;
    private long sameDay;

    /// Adds a customer.
    ///
    /// @param purchases at least one, in any order
    void add(List<Purchase> purchases) {
        purchases.sort(java.util.Comparator.comparingInt(Purchase::day));
        int from = size;
        for (Purchase purchase : purchases) {
            if (size > from && days[size - 1] == purchase.day) {
                sameDay++;
                double sum = paid[size - 1];
                paid[size - 1] = Double.isNaN(sum) ? purchase.paid : sum + zero(purchase.paid);
            } else {
                grow();
                days[size] = purchase.day;
                paid[size++] = purchase.paid;
            }
        }
        if (customers == ends.length) {
            ends = Arrays.copyOf(ends, customers * 2);
        }
        ends[customers++] = size;
    }

    /// A purchase.
    ///
    /// @param day since 1970-01-01
    /// @param paid NaN where unknown
    record Purchase(int day, double paid) {}

    private static double zero(double number) {
        return Double.isNaN(number) ? 0 : number;
    }

    private void grow() {
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            paid = Arrays.copyOf(paid, size * 2);
        }
    }

    int customers() {
        return customers;
    }

    /// Purchases on a day on which the customer had bought already.
    long sameDay() {
        return sameDay;
    }

    private int begin(int customer) {
        return customer == 0 ? 0 : ends[customer - 1];
    }

    int firstDay(int customer) {
        return days[begin(customer)];
    }

    /// Days of purchase up to a day, the first included.
    private int until(int customer, int day) {
        int at = begin(customer);
        while (at < ends[customer] && days[at] <= day) {
            at++;
        }
        return at - begin(customer);
    }

    /// What was seen of a customer up to a day, on which or before the customer must have bought.
    ///
    /// @param unit days in a unit of time
    BgNbd.History history(int customer, int lastDay, double unit) {
        int begin = begin(customer);
        int bought = until(customer, lastDay);
        return new BgNbd.History(
                bought - 1, (days[begin + bought - 1] - days[begin]) / unit, (lastDay - days[begin]) / unit);
    }

    /// Days of purchase after a day, up to and with another.
    long later(int customer, int after, int lastDay) {
        return until(customer, lastDay) - (long) until(customer, after);
    }

    /// What each customer paid per day of purchase.
    List<GammaGamma.Spending> spending() {
        List<GammaGamma.Spending> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double sum = 0;
            int known = 0;
            for (int i = begin(customer); i < ends[customer]; i++) {
                if (!Double.isNaN(paid[i])) {
                    sum += paid[i];
                    known++;
                }
            }
            all.add(new GammaGamma.Spending(known, known == 0 ? 0 : sum / known));
        }
        return all;
    }
}
