package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads the outcomes of journeys, customer by customer.
final class OutcomeReader {
    private final JourneyLog log;
    private final MomentQuestion question;
    private final Schema schema;
    private final Map<Integer, Outcomes> answers = new TreeMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private int customers;

    OutcomeReader(JourneyLog log, MomentQuestion question) {
        this.log = log;
        this.question = question;
        this.schema = log.store().schema();
    }

    /// Scores at each touchpoint where some are given, or one set of ends of journeys.
    List<Outcomes> read() {
        List<Outcomes> read = question.outcome() == MomentQuestion.Outcome.SCORE ? scores() : ends();
        question.cluster()
                .ifPresent(cluster -> read.forEach(outcomes -> outcomes.cluster(clusters(outcomes, cluster))));
        return read;
    }

    Map<String, Long> leftOut() {
        return leftOut;
    }

    /// Whether the customer of any journey is known.
    boolean knowsCustomers() {
        return log.parts().stream()
                .anyMatch(part -> IntStream.range(0, part.count()).anyMatch(journey -> part.customer(journey) >= 0));
    }

    private void leave(String code) {
        leftOut.merge(code, 1L, Long::sum);
    }

    // Scores

    private record Answer(int journey, int interaction, int touchpoint, long second, double value) {}

    private List<Outcomes> scores() {
        int score = schema.idOf(Schema.SCORE);
        if (score < 0 || log.parts().isEmpty()) {
            return List.of();
        }
        for (int part = 0; part < log.parts().size(); part++) {
            Journeys journeys = log.parts().get(part);
            if (!journeys.isScore(score)) {
                return List.of();
            }
            double[] means = journeys.scores();
            List<Answer> own = new ArrayList<>();
            int previous = -1;
            for (int journey = 0; journey < journeys.count(); journey++) {
                int customer = journeys.customer(journey);
                if (customer < 0 || customer != previous) {
                    flush(part, journeys, own);
                }
                previous = customer;
                if (!Double.isNaN(means[journey])) {
                    collect(journeys, journey, score, own);
                }
            }
            flush(part, journeys, own);
        }
        return List.copyOf(answers.values());
    }

    private void collect(Journeys journeys, int journey, int score, List<Answer> own) {
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            double value = journeys.interactionNumber(score, i);
            if (!Double.isNaN(value)) {
                long second = journeys.second(i);
                if (second == Journeys.UNTIMED) {
                    leave("no-time");
                } else {
                    own.add(new Answer(journey, i, journeys.touchpoint(i), second, value));
                }
            }
        }
    }

    private void flush(int part, Journeys journeys, List<Answer> own) {
        if (own.isEmpty()) {
            return;
        }
        List<Answer> byTime =
                own.stream().sorted(Comparator.comparingLong(Answer::second)).toList();
        for (int i = 0; i < own.size(); i++) {
            Answer answer = own.get(i);
            Answer before = before(own, byTime, i, journeys.start(answer.journey));
            Answer earlier = earlier(own, i);
            answers.computeIfAbsent(
                            answer.touchpoint,
                            touchpoint ->
                                    new Outcomes(log, log.store().touchpoints().name(touchpoint), true))
                    .add(
                            part,
                            answer.journey,
                            answer.interaction,
                            answer.second,
                            answer.value,
                            before == null ? Double.NaN : before.value,
                            earlier == null ? Double.NaN : earlier.value,
                            earlier == null ? -1 : earlier.interaction,
                            customers);
        }
        customers++;
        own.clear();
    }

    /// The last answer of the same kind in the journey.
    private static @Nullable Answer earlier(List<Answer> own, int index) {
        Answer answer = own.get(index);
        for (int i = index - 1; i >= 0 && own.get(i).journey == answer.journey; i--) {
            if (own.get(i).touchpoint == answer.touchpoint) {
                return own.get(i);
            }
        }
        return null;
    }

    /// The last answer of the same kind that was given before the journey began.
    private static @Nullable Answer before(List<Answer> own, List<Answer> byTime, int index, long start) {
        Answer answer = own.get(index);
        int low = 0;
        int high = byTime.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byTime.get(middle).second < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0; i--) {
            if (byTime.get(i).touchpoint == answer.touchpoint && byTime.get(i).journey != answer.journey) {
                return byTime.get(i);
            }
        }
        return null;
    }

    // What customers do afterwards

    private List<Outcomes> ends() {
        Outcomes outcomes = new Outcomes(log, question.outcome().word(), false);
        Set<Integer> ends = codes(schema.ends());
        Set<Integer> leaves = codes(question.leaves());
        long first = Long.MAX_VALUE;
        for (Journeys journeys : log.parts()) {
            for (int journey = 0; journey < journeys.count(); journey++) {
                long start = journeys.start(journey);
                first = start == Journeys.UNTIMED ? first : Math.min(first, start);
            }
        }
        for (int part = 0; part < log.parts().size(); part++) {
            Journeys journeys = log.parts().get(part);
            int from = 0;
            while (from < journeys.count()) {
                int to = from + 1;
                int customer = journeys.customer(from);
                while (customer >= 0 && to < journeys.count() && journeys.customer(to) == customer) {
                    to++;
                }
                if (customer < 0) {
                    leave("no-customer");
                } else {
                    customer(outcomes, part, from, to, ends, leaves, first);
                }
                from = to;
            }
        }
        return List.of(outcomes);
    }

    private Set<Integer> codes(List<String> names) {
        Set<Integer> codes = new HashSet<>();
        names.forEach(name -> log.store().touchpoints().code(name).ifPresent(codes::add));
        return codes;
    }

    private void customer(
            Outcomes outcomes, int part, int from, int to, Set<Integer> ends, Set<Integer> leaves, long first) {
        Journeys journeys = log.parts().get(part);
        long within = question.within().toSeconds();
        long asOf = log.asOf().orElse(Long.MIN_VALUE);
        long left = Long.MAX_VALUE;
        for (int i = journeys.offset(from); !leaves.isEmpty() && i < journeys.offset(to); i++) {
            if (leaves.contains(journeys.touchpoint(i)) && journeys.second(i) != Journeys.UNTIMED) {
                left = Math.min(left, journeys.second(i));
            }
        }
        int number = customers++;
        long[] starts = IntStream.range(from, to)
                .mapToLong(journeys::start)
                .filter(start -> start != Journeys.UNTIMED)
                .sorted()
                .toArray();
        for (int journey = from; journey < to; journey++) {
            int end = end(journeys, journey, ends);
            if (end < 0) {
                leave("not-completed");
                continue;
            }
            long second = journeys.second(end);
            if (second + within > asOf) {
                leave("window-not-observed");
                continue;
            }
            if (left <= second) {
                leave("left-before");
                continue;
            }
            boolean again = begins(starts, second, second + within);
            boolean gone = leaves.isEmpty() ? !again : left <= second + within;
            long start = journeys.start(journey);
            boolean churn = question.outcome() == MomentQuestion.Outcome.CHURN;
            boolean earlierIsKnown = start - within >= first && !(churn && !leaves.isEmpty());
            boolean cameBefore = begins(starts, start - within - 1, start - 1);
            double earlier = !earlierIsKnown ? Double.NaN : cameBefore != churn ? 1 : 0;
            boolean is = churn ? gone : again;
            outcomes.add(part, journey, end + 1, second, is ? 1 : 0, earlier, Double.NaN, -1, number);
        }
    }

    /// The first interaction at one of the ends, the last one where none are named; -1 without.
    private int end(Journeys journeys, int journey, Set<Integer> ends) {
        int last = -1;
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            if (journeys.second(i) != Journeys.UNTIMED) {
                if (ends.contains(journeys.touchpoint(i))) {
                    return i;
                }
                last = i;
            }
        }
        return schema.ends().isEmpty() ? last : -1;
    }

    /// Whether a journey begins after one second and not after another.
    ///
    /// @param starts ascending
    private static boolean begins(long[] starts, long after, long until) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < starts.length && starts[low] <= until;
    }

    // Clusters

    private int[] clusters(Outcomes outcomes, String name) {
        int attribute = schema.idOf(name);
        Map<Object, Integer> codes = new HashMap<>();
        int[] clusters = new int[outcomes.size()];
        int next = 0;
        for (int i = 0; i < clusters.length; i++) {
            Object value = attribute < 0
                    ? (Object) Clock.day(outcomes.second(i), question.zone(), schema.zoned())
                    : value(outcomes, i, attribute);
            Integer known = value == null ? null : codes.get(value);
            clusters[i] = known == null ? next++ : known;
            if (value != null) {
                codes.put(value, clusters[i]);
            }
        }
        return clusters;
    }

    private @Nullable Object value(Outcomes outcomes, int outcome, int attribute) {
        Attribute declared = schema.attributes().get(attribute);
        Journeys journeys = outcomes.in(outcome);
        return switch (declared.kind()) {
            case CATEGORY, SET -> {
                int[] codes = journeys.codes(attribute, outcomes.journey(outcome));
                yield codes.length == 0 ? null : Arrays.toString(codes);
            }
            case NUMBER -> {
                double number = journeys.number(attribute, outcomes.journey(outcome));
                yield Double.isNaN(number) ? null : (Object) number;
            }
            case TIME, TEXT -> {
                long integer = journeys.integer(attribute, outcomes.journey(outcome));
                yield integer == Column.NONE ? null : (Object) integer;
            }
        };
    }
}
