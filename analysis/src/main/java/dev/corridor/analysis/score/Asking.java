package dev.corridor.analysis.score;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Which journeys were asked for an answer: those that passed a touchpoint at which customers are asked. That is
/// the one named in the question; else, where all answers are given at touchpoints named `X answered` and there
/// are `X sent` or `X asked`, these; else nothing says who was asked.
///
final class Asking {
    private static final String ANSWERED = "answered";

    /// Per touchpoint of answers the one at which customers are asked; empty where nothing says so.
    private final Map<Integer, Integer> askedAt;

    private final BitSet anywhere = new BitSet();

    private Asking(Map<Integer, Integer> askedAt) {
        this.askedAt = askedAt;
        askedAt.values().forEach(anywhere::set);
    }

    /// @param answeredAt touchpoints at which answers were given
    static Asking of(Names touchpoints, BitSet answeredAt, Optional<String> named) {
        Map<Integer, Integer> askedAt = new LinkedHashMap<>();
        if (named.isPresent()) {
            int asked = code(touchpoints, named.get(), "--asked");
            answeredAt.stream().forEach(answered -> askedAt.put(answered, asked));
            return new Asking(askedAt);
        }
        for (int answered : answeredAt.stream().toArray()) {
            OptionalInt asked = sent(touchpoints, answered);
            if (asked.isEmpty()) {
                return new Asking(Map.of());
            }
            askedAt.put(answered, asked.getAsInt());
        }
        return new Asking(askedAt);
    }

    /// The code of a touchpoint that an option names.
    static int code(Names touchpoints, String name, String option) {
        return touchpoints
                .code(name)
                .orElseThrow(() -> new CorridorException(
                        ScoreError.UNKNOWN_NAME,
                        option + " names the touchpoint \"" + name + "\", which the data do not have.",
                        "The data have " + list(touchpoints.all()) + "."));
    }

    private static String list(List<String> names) {
        int most = 30;
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }

    private static OptionalInt sent(Names touchpoints, int answered) {
        String name = touchpoints.name(answered);
        if (!name.endsWith(ANSWERED)) {
            return OptionalInt.empty();
        }
        String stem = name.substring(0, name.length() - ANSWERED.length());
        return Stream.of("sent", "asked")
                .map(end -> touchpoints.code(stem + end))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    boolean isKnown() {
        return !askedAt.isEmpty();
    }

    /// The names of the touchpoints at which customers are asked.
    List<String> names(Names touchpoints) {
        return askedAt.values().stream()
                .distinct()
                .sorted()
                .map(touchpoints::name)
                .toList();
    }

    /// The first interaction at which a journey was asked, or -1.
    int first(Journeys part, int journey) {
        int end = isKnown() ? part.offset(journey + 1) : 0;
        for (int i = part.offset(journey); i < end; i++) {
            if (anywhere.get(part.touchpoint(i))) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a journey was asked for the answers of one touchpoint; where nothing says so, whether it was there.
    boolean asked(int answered, Journeys part, int journey) {
        int where = askedAt.getOrDefault(answered, answered);
        int end = part.offset(journey + 1);
        for (int i = part.offset(journey); i < end; i++) {
            if (part.touchpoint(i) == where) {
                return true;
            }
        }
        return false;
    }
}
