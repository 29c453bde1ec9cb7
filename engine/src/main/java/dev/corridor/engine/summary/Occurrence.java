package dev.corridor.engine.summary;

import dev.corridor.engine.store.Journeys;

/// Where something first occurs: first by the order of journeys in the source, then by its place in the
/// journey. Settles the order of equal counts.
///
/// @param major [Journeys#orderMajor] of the journey
/// @param minor [Journeys#orderMinor] of the journey
/// @param position index within the journey, from 0
public record Occurrence(long major, int minor, int position) implements Comparable<Occurrence> {
    static Occurrence of(Journeys journeys, int journey, int position) {
        return new Occurrence(journeys.orderMajor(journey), journeys.orderMinor(journey), position);
    }

    @Override
    public int compareTo(Occurrence other) {
        int order = Long.compare(major, other.major);
        if (order == 0) {
            order = Integer.compare(minor, other.minor);
        }
        return order != 0 ? order : Integer.compare(position, other.position);
    }

    static Occurrence earlier(Occurrence a, Occurrence b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    void write(SummaryWriter out) {
        out.number(major).number(minor).number(position);
    }

    static Occurrence read(SummaryReader in) {
        return new Occurrence(in.wide(), in.number(), in.number());
    }
}
