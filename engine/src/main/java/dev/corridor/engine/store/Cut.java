package dev.corridor.engine.store;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.internal.Ints;
import dev.corridor.engine.internal.Longs;
import dev.corridor.engine.journey.JourneyRule;
import java.util.Optional;

/// Cuts the interactions of a segment into journeys by a rule, as of a time, without the source: a customer's
/// interactions are laid out in their settled order, then divided.
final class Cut {
    private static final long NO_TIME = Long.MIN_VALUE;

    private final Segment segment;
    private final Journeys keys;
    private final Store store;
    private final long asOf;
    private final JourneyRule rule;
    private final Journeys journeys;

    private final Ints origins = new Ints();
    private final Ints ends = new Ints();
    private final Ints customers = new Ints();
    private final Longs majors = new Longs();
    private final Ints minors = new Ints();
    private long outside;

    /// The unit at hand: physical interactions in order, and their effective seconds.
    private int[] unit = new int[64];

    private long[] effective = new long[64];
    private int unitSize;

    Cut(Segment segment, Store store, JourneyRule rule, long asOf) {
        this.segment = segment;
        this.keys = new Journeys(segment, store.schema());
        this.store = store;
        this.rule = rule;
        this.asOf = asOf;
        cutAll();
        this.journeys = Journeys.cut(
                segment,
                store.schema(),
                new Journeys.Recut(origins.toArray(), customers.toArray(), majors.toArray(), minors.toArray()),
                ends.toArray());
    }

    Journeys journeys() {
        return journeys;
    }

    long outside() {
        return outside;
    }

    private void cutAll() {
        Optional<Column> ranks = segment.ranks();
        for (int key = 0; key < keys.count(); ) {
            int next = key + 1;
            if (!(rule instanceof JourneyRule.ByKey)) {
                int customer = keys.customer(key);
                while (next < keys.count() && customer >= 0 && keys.customer(next) == customer) {
                    next++;
                }
            }
            load(key, next, next > key + 1 ? ranks.orElseThrow(() -> segment.senseless("RANKS")) : null);
            divide(key, keys.orderMajor(key), keys.customer(key));
            key = next;
        }
    }

    /// Lays out the interactions of some keys of one customer, without those after as-of.
    private void load(int key, int next, @org.jspecify.annotations.Nullable Column ranks) {
        int from = keys.offset(key);
        int size = keys.offset(next) - from;
        if (size > unit.length) {
            unit = new int[size * 2];
            effective = new long[size * 2];
        }
        for (int k = key; k < next; k++) {
            long time = keys.start(k) == Journeys.UNTIMED ? NO_TIME : keys.start(k);
            for (int i = keys.offset(k); i < keys.offset(k + 1); i++) {
                long own = keys.second(i);
                time = own == Journeys.UNTIMED ? time : own;
                int place = ranks == null ? i - from : (int) ranks.integer(i);
                unit[place] = i;
                effective[place] = time;
            }
        }
        unitSize = 0;
        for (int i = 0; i < size; i++) {
            if (i > 0 && effective[i] < effective[i - 1]) {
                throw segment.senseless("RANKS");
            }
            if (effective[i] <= asOf) {
                unit[unitSize] = unit[i];
                effective[unitSize++] = effective[i];
            }
        }
    }

    private void divide(int key, long major, int customer) {
        switch (rule) {
            case JourneyRule.ByKey ignored -> emit(0, unitSize, major, customer);
            case JourneyRule.ByCustomer ignored -> emit(0, unitSize, majorOfUnit(key), customer);
            case JourneyRule.ByGap(var gap) -> divideByGap(gap.toSeconds(), majorOfUnit(key), customer);
            case JourneyRule.FromTo fromTo -> divideFromTo(fromTo, majorOfUnit(key), customer);
        }
    }

    /// A unit's keys come by their smallest sequence, so the first key's is the unit's.
    private long majorOfUnit(int key) {
        return keys.orderMajor(key);
    }

    private void divideByGap(long gap, long major, int customer) {
        int from = 0;
        for (int i = 1; i < unitSize; i++) {
            boolean timed = effective[i] != NO_TIME && effective[i - 1] != NO_TIME;
            if (timed && effective[i] - effective[i - 1] > gap) {
                emit(from, i, major, customer);
                from = i;
            }
        }
        emit(from, unitSize, major, customer);
    }

    private void divideFromTo(JourneyRule.FromTo fromTo, long major, int customer) {
        int entry = store.touchpoints().code(fromTo.from()).orElseThrow();
        int exit = fromTo.to()
                .map(to -> store.touchpoints().code(to).orElseThrow())
                .orElse(-1);
        long timeout = fromTo.timeout().toSeconds();
        int from = -1;
        long start = NO_TIME;
        for (int i = 0; i < unitSize; i++) {
            int touchpoint = keys.touchpoint(unit[i]);
            if (from >= 0) {
                boolean late = effective[i] != NO_TIME && start != NO_TIME && effective[i] - start > timeout;
                if (late || (fromTo.reentry() && touchpoint == entry)) {
                    emit(from, i, major, customer);
                    from = -1;
                }
            }
            if (from < 0) {
                if (touchpoint == entry) {
                    from = i;
                    start = effective[i];
                } else {
                    outside++;
                }
                continue;
            }
            if (start == NO_TIME) {
                start = effective[i];
            }
            if (touchpoint == exit) {
                emit(from, i + 1, major, customer);
                from = -1;
            }
        }
        if (from >= 0) {
            emit(from, unitSize, major, customer);
        }
    }

    private void emit(int from, int to, long major, int customer) {
        if (from == to) {
            return;
        }
        for (int i = from; i < to; i++) {
            origins.add(unit[i]);
        }
        ends.add(origins.size());
        customers.add(customer);
        majors.add(major);
        minors.add(from);
    }
}
