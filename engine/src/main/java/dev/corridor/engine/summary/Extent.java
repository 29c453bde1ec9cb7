package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Part;
import dev.corridor.engine.store.Journeys;
import java.util.BitSet;
import java.util.OptionalLong;

/// How far some journeys reach: their number, their customers, and the first and last second. Exact;
/// customers are counted once each, however many journeys they have.
///
/// Customers are parted over the segments, so that parts of one store never share one; merging summaries of
/// the same segment would count its customers twice, which is why [#of] takes whole segments. Bytes: version
/// 1, journeys, customers, journeys without a customer, first and last second (8 each; the smallest number
/// where there is none).
public final class Extent implements Summary<Extent> {
    private static final int VERSION = 1;

    private final long journeys;
    private final long customers;
    private final long withoutCustomer;
    private final long first;
    private final long last;

    private Extent(long journeys, long customers, long withoutCustomer, long first, long last) {
        this.journeys = journeys;
        this.customers = customers;
        this.withoutCustomer = withoutCustomer;
        this.first = first;
        this.last = last;
    }

    public static Extent of(JourneySelection selection) {
        return selection.scanParts(
                new Extent(0, 0, 0, Journeys.UNTIMED, Journeys.UNTIMED), Extent::scan, Extent::merge);
    }

    private static Extent scan(Part selected) {
        Journeys part = selected.journeys();
        BitSet customers = new BitSet(part.count());
        long journeys = 0;
        long without = 0;
        long first = Long.MAX_VALUE;
        long last = Journeys.UNTIMED;
        for (int journey = 0; journey < part.count(); journey++) {
            if (!selected.selects(journey)) {
                continue;
            }
            journeys++;
            int customer = part.customer(journey);
            if (customer < 0) {
                without++;
            } else {
                customers.set(customer);
            }
            long start = part.start(journey);
            if (start != Journeys.UNTIMED) {
                first = Math.min(first, start);
                last = Math.max(last, part.finish(journey));
            }
        }
        return new Extent(
                journeys, customers.cardinality(), without, first == Long.MAX_VALUE ? Journeys.UNTIMED : first, last);
    }

    public long journeys() {
        return journeys;
    }

    /// The number of customers; empty where no journey has one.
    public OptionalLong customers() {
        return customers == 0 ? OptionalLong.empty() : OptionalLong.of(customers);
    }

    public long withoutCustomer() {
        return withoutCustomer;
    }

    /// The second of the first timed interaction; empty where there is none.
    public OptionalLong first() {
        return first == Journeys.UNTIMED ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /// The second of the last timed interaction; empty where there is none.
    public OptionalLong last() {
        return last == Journeys.UNTIMED ? OptionalLong.empty() : OptionalLong.of(last);
    }

    @Override
    public Extent merge(Extent other) {
        long earliest = first == Journeys.UNTIMED
                ? other.first
                : other.first == Journeys.UNTIMED ? first : Math.min(first, other.first);
        return new Extent(
                journeys + other.journeys,
                customers + other.customers,
                withoutCustomer + other.withoutCustomer,
                earliest,
                Math.max(last, other.last));
    }

    @Override
    public byte[] toBytes() {
        return new SummaryWriter(VERSION)
                .number(journeys)
                .number(customers)
                .number(withoutCustomer)
                .number(first)
                .number(last)
                .toBytes();
    }

    public static Extent fromBytes(byte[] bytes) {
        return SummaryReader.read(
                "extent",
                VERSION,
                bytes,
                in -> new Extent(in.amount(), in.amount(), in.amount(), in.wide(), in.wide()));
    }
}
