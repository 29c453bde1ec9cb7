package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.testkit.NaiveJourney.Standing;
import dev.corridor.testkit.NaiveOrder.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The journeys of a log under a journey rule, as of a time.
///
/// @param journeys in order of first occurrence in the source
/// @param asOf the second given, else that of the last interaction; empty where nothing is timed
/// @param patience the age below which a journey that is not completed is open
/// @param outside interactions that belong to no journey
public record NaiveJourneys(
        Schema schema, List<NaiveJourney> journeys, OptionalLong asOf, OptionalDouble patience, long outside) {
    public NaiveJourneys {
        journeys = List.copyOf(journeys);
    }

    public static NaiveJourneys of(NaiveLog log, JourneyRule rule) {
        return of(log, rule, OptionalLong.empty());
    }

    public static NaiveJourneys of(NaiveLog log, JourneyRule rule, OptionalLong asOfGiven) {
        OptionalLong asOf = asOfGiven.isPresent() ? asOfGiven : log.lastSecond();
        NaiveOrder order = new NaiveOrder(log.schema().touchpointOrder());
        NaiveCut cut = new NaiveCut(rule);
        AttributeValues attributes = new AttributeValues(log, order);

        List<NaiveJourney> journeys = new ArrayList<>();
        List<Boolean> followed = new ArrayList<>();
        long outside = 0;
        for (List<NaiveInteraction> whole : wholes(log, rule).values()) {
            List<Placed> counting = order.arrange(whole).stream()
                    .filter(placed -> counts(placed, asOf))
                    .toList();
            List<List<NaiveInteraction>> parts = cut.journeys(counting);
            for (int i = 0; i < parts.size(); i++) {
                List<NaiveInteraction> part = parts.get(i);
                followed.add(i + 1 < parts.size());
                journeys.add(new NaiveJourney(
                        part.getFirst().key().customer(), part, attributes.ofJourney(part), Standing.UNKNOWN));
            }
            outside += counting.size() - parts.stream().mapToInt(List::size).sum();
        }
        Ends ends = Ends.of(rule, log.schema(), journeys);
        OptionalDouble patience = ends.patience();
        List<NaiveJourney> standing = new ArrayList<>();
        for (int i = 0; i < journeys.size(); i++) {
            NaiveJourney journey = journeys.get(i);
            standing.add(new NaiveJourney(
                    journey.customer(),
                    journey.interactions(),
                    journey.values(),
                    ends.standing(journey, followed.get(i), asOf)));
        }
        return new NaiveJourneys(log.schema(), standing, asOf, patience, outside);
    }

    public List<NaiveJourney> open() {
        return journeys.stream()
                .filter(journey -> journey.standing() == Standing.OPEN)
                .toList();
    }

    /// What a rule cuts: the interactions of each key, or of each customer, by smallest sequence.
    private static Map<NaiveKey, List<NaiveInteraction>> wholes(NaiveLog log, JourneyRule rule) {
        Map<NaiveKey, List<NaiveInteraction>> wholes = new LinkedHashMap<>();
        for (NaiveInteraction interaction : log.interactions()) {
            boolean byKey = rule instanceof JourneyRule.ByKey
                    || interaction.key().customer().isEmpty();
            NaiveKey whole =
                    byKey ? interaction.key() : new NaiveKey(interaction.key().customer(), "");
            wholes.computeIfAbsent(whole, any -> new ArrayList<>()).add(interaction);
        }
        return wholes;
    }

    private static boolean counts(Placed placed, OptionalLong asOf) {
        OptionalLong second = placed.effectiveSecond();
        return second.isEmpty() || asOf.isEmpty() || second.getAsLong() <= asOf.getAsLong();
    }

    /// What completes a journey, and how long that may take.
    ///
    /// @param touchpoints that complete a journey: those of the schema, or the one that the rule names
    /// @param skipped interactions at the start of a journey that never complete it
    /// @param window after which a journey of a rule with a timeout is over
    private record Ends(
            List<String> touchpoints, int skipped, OptionalLong window, boolean ofRule, OptionalDouble patience) {
        static Ends of(JourneyRule rule, Schema schema, List<NaiveJourney> journeys) {
            if (!(rule instanceof JourneyRule.FromTo fromTo)) {
                return byPatience(schema.ends(), OptionalLong.empty(), journeys);
            }
            long timeout = fromTo.timeout().toSeconds();
            return fromTo.to().isEmpty()
                    ? byPatience(schema.ends(), OptionalLong.of(timeout), journeys)
                    : new Ends(
                            List.of(fromTo.to().get()), 1, OptionalLong.of(timeout), true, OptionalDouble.of(timeout));
        }

        private static Ends byPatience(List<String> touchpoints, OptionalLong window, List<NaiveJourney> journeys) {
            Ends ends = new Ends(touchpoints, 0, window, false, OptionalDouble.empty());
            List<Long> times = journeys.stream()
                    .flatMap(journey -> ends.completionTime(journey).stream().boxed())
                    .toList();
            return new Ends(touchpoints, 0, window, false, Numbers.quantile(times, 0.95));
        }

        private Optional<NaiveInteraction> reached(NaiveJourney journey) {
            return journey.interactions().stream()
                    .skip(skipped)
                    .filter(interaction -> touchpoints.contains(interaction.touchpoint()))
                    .findFirst();
        }

        /// Seconds from start to the first end touchpoint; empty where that is untimed or never reached.
        private OptionalLong completionTime(NaiveJourney journey) {
            OptionalLong second = reached(journey).map(NaiveInteraction::second).orElseGet(OptionalLong::empty);
            return second.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(second.getAsLong() - journey.start().orElseThrow());
        }

        /// @param followed whether the same customer's next journey has begun
        Standing standing(NaiveJourney journey, boolean followed, OptionalLong asOf) {
            if (touchpoints.isEmpty()) {
                return Standing.UNKNOWN;
            }
            if (reached(journey).isPresent()) {
                return Standing.COMPLETED;
            }
            if (journey.start().isEmpty() || asOf.isEmpty()) {
                return Standing.DROPPED_OUT;
            }
            long age = asOf.getAsLong() - journey.start().getAsLong();
            boolean over = window.isPresent() && (followed || age > window.getAsLong());
            boolean patient = ofRule || patience.isEmpty() || age < patience.getAsDouble();
            return patient && !over ? Standing.OPEN : Standing.DROPPED_OUT;
        }
    }

    /// Values of journeys, aggregated from their interactions, keys and customers.
    private static final class AttributeValues {
        private final NaiveLog log;
        private final Map<NaiveKey, Map<String, NaiveValue>> ofKeys = new LinkedHashMap<>();
        private final Map<String, Map<String, NaiveValue>> ofCustomers = new LinkedHashMap<>();
        private final Map<NaiveKey, Long> firstSequence = new LinkedHashMap<>();

        AttributeValues(NaiveLog log, NaiveOrder order) {
            this.log = log;
            Map<NaiveKey, List<NaiveInteraction>> keys = new LinkedHashMap<>();
            Map<String, List<NaiveInteraction>> customers = new LinkedHashMap<>();
            for (NaiveInteraction record : log.records()) {
                keys.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
                record.key()
                        .customer()
                        .ifPresent(customer -> customers
                                .computeIfAbsent(customer, name -> new ArrayList<>())
                                .add(record));
                if (!record.valuesOnly()) {
                    firstSequence.putIfAbsent(record.key(), record.sequence());
                }
            }
            keys.forEach((key, records) -> ofKeys.put(key, aggregate(Attribute.Level.KEY, inOrder(order, records))));
            customers.forEach((customer, records) ->
                    ofCustomers.put(customer, aggregate(Attribute.Level.CUSTOMER, inOrder(order, records))));
        }

        Map<String, NaiveValue> ofJourney(List<NaiveInteraction> interactions) {
            Map<String, NaiveValue> values = new LinkedHashMap<>();
            values.putAll(aggregate(Attribute.Level.INTERACTION, interactions));
            values.putAll(overKeys(interactions));
            interactions.getFirst().key().customer().ifPresent(customer -> values.putAll(found(ofCustomers, customer)));
            return values;
        }

        private Map<String, NaiveValue> overKeys(List<NaiveInteraction> interactions) {
            LinkedHashMap<NaiveKey, Long> keysByLastPosition = new LinkedHashMap<>();
            for (NaiveInteraction interaction : interactions) {
                keysByLastPosition.putLast(
                        interaction.key(),
                        Optional.ofNullable(firstSequence.get(interaction.key()))
                                .orElseThrow());
            }
            Map<String, NaiveValue> values = new LinkedHashMap<>();
            for (Attribute attribute : attributes(Attribute.Level.KEY)) {
                List<NaiveAggregate.Sourced> ofEachKey = new ArrayList<>();
                keysByLastPosition.forEach((key, sequence) -> Optional.ofNullable(
                                found(ofKeys, key).get(attribute.name()))
                        .ifPresent(value -> ofEachKey.add(new NaiveAggregate.Sourced(value, sequence))));
                NaiveAggregate.of(attribute.aggregate(), ofEachKey)
                        .ifPresent(value -> values.put(attribute.name(), value));
            }
            return values;
        }

        private Map<String, NaiveValue> aggregate(Attribute.Level level, List<NaiveInteraction> records) {
            Map<String, NaiveValue> values = new LinkedHashMap<>();
            for (Attribute attribute : attributes(level)) {
                List<NaiveAggregate.Sourced> sourced = new ArrayList<>();
                for (NaiveInteraction record : records) {
                    long place = level == Attribute.Level.INTERACTION ? sourced.size() : record.sequence();
                    Optional.ofNullable(record.values().get(attribute.name()))
                            .ifPresent(value -> sourced.add(new NaiveAggregate.Sourced(value, place)));
                }
                NaiveAggregate.of(attribute.aggregate(), sourced)
                        .ifPresent(value -> values.put(attribute.name(), value));
            }
            return values;
        }

        private List<Attribute> attributes(Attribute.Level level) {
            return log.schema().attributes().stream()
                    .filter(attribute -> attribute.level() == level)
                    .toList();
        }

        private static List<NaiveInteraction> inOrder(NaiveOrder order, List<NaiveInteraction> records) {
            return order.arrange(records).stream().map(Placed::interaction).toList();
        }

        private static <K, V> V found(Map<K, V> map, K key) {
            return Optional.ofNullable(map.get(key)).orElseThrow();
        }
    }
}
