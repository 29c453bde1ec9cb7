package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.interaction.SourceRow;
import dev.corridor.app.interaction.SourceRows;
import dev.corridor.app.interaction.Value;
import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.OpenJourneys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Service;

/// Single journeys and customers: which they are and in what order says the engine, what was recorded says the
/// database.
@Service
public class SingleJourneys {
    /// Steps of one journey that are listed.
    public static final int MOST_STEPS = 2_000;

    private static final int MOST_ROWS = 20_000;

    private final Figures figures;
    private final SourceRows rows;

    SingleJourneys(Figures figures, SourceRows rows) {
        this.figures = figures;
        this.rows = rows;
    }

    /// @param query says the data set, the rule and the time; its conditions play no part
    /// @param customer empty: first one without a customer, else any
    /// @param start its second; empty: the first journey of this key
    public Optional<OneJourney> find(Query query, String key, Optional<String> customer, OptionalLong start) {
        Answered answered = figures.ask(query.unfiltered(), true);
        List<Found> found = found(answered, customer, part -> matching(part, key, start)).stream()
                .filter(one -> customer.isEmpty() || one.customer().equals(customer))
                .sorted(Comparator.comparing(one -> one.customer().isPresent()))
                .toList();
        return found.stream().findFirst().map(one -> told(answered, one));
    }

    private static IntPredicate matching(Journeys part, String key, OptionalLong start) {
        return journey -> (start.isEmpty() || part.start(journey) == start.getAsLong())
                && part.keyName(journey).equals(key);
    }

    /// Journeys of a customer under the query's rule, earliest first.
    public List<JourneyList.Row> ofCustomer(Query query, String customer) {
        Answered answered = figures.ask(query.unfiltered(), true);
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = answered.openJourneys();
        return found(answered, Optional.of(customer), part -> ofCustomer(part, customer)).stream()
                .map(one -> JourneyList.row(one.journeys(), one.journey(), names, states))
                .sorted(Comparator.comparingLong(row -> row.start().orElse(Long.MIN_VALUE)))
                .toList();
    }

    private static IntPredicate ofCustomer(Journeys part, String customer) {
        int[] known = {-1};
        return journey -> {
            int number = part.customer(journey);
            if (number < 0 || (known[0] >= 0 && number != known[0])) {
                return false;
            }
            if (known[0] < 0
                    && part.customerName(journey).filter(customer::equals).isPresent()) {
                known[0] = number;
            }
            return number == known[0];
        };
    }

    /// All that a customer lived, as one journey; empty where nothing but values is known of them.
    public Optional<OneJourney> relationship(Query query, String customer) {
        Query whole = new Query(
                query.set(), List.of(), Optional.of(JourneyRules.text(new JourneyRule.ByCustomer())), query.asOf());
        Answered answered = figures.ask(whole, true);
        return found(answered, Optional.of(customer), part -> ofCustomer(part, customer)).stream()
                .findFirst()
                .map(one -> told(answered, one));
    }

    private record Found(Journeys journeys, int journey) {
        Optional<String> customer() {
            return journeys.customerName(journey);
        }
    }

    /// What a part's journeys are tested by.
    private interface TestOfPart {
        IntPredicate of(Journeys part);
    }

    private static List<Found> found(Answered answered, Optional<String> customer, TestOfPart test) {
        JourneyLog log = answered.selection().log();
        long home = customer.map(SingleJourneys::part).orElse(-1L);
        List<Found> found = new ArrayList<>();
        Store store = log.store();
        for (int segment = 0; segment < store.segments().size(); segment++) {
            if ((store.segments().get(segment).parts() & home) == 0) {
                continue;
            }
            Journeys part = log.parts().get(segment);
            IntPredicate matches = test.of(part);
            for (int journey = 0; journey < part.count(); journey++) {
                if (matches.test(journey)) {
                    found.add(new Found(part, journey));
                }
            }
        }
        return found;
    }

    private static long part(String customer) {
        byte[] name = customer.getBytes(StandardCharsets.UTF_8);
        return 1L << StoreBuilder.part(name, name);
    }

    private OneJourney told(Answered answered, Found found) {
        Store store = answered.snapshot().store();
        JourneyList.Row row =
                JourneyList.row(found.journeys(), found.journey(), store.touchpoints(), answered.openJourneys());
        List<SourceRow> recorded = recorded(answered, row);
        List<OneJourney.Step> steps = steps(found, row, recorded, store.schema());
        return new OneJourney(
                answered, row, steps, row.touchpoints().size() - steps.size(), values(found, store, recorded));
    }

    private List<SourceRow> recorded(Answered answered, JourneyList.Row row) {
        Schema schema = answered.snapshot().store().schema();
        return row
                .customer()
                .map(customer -> rows.ofCustomer(answered.snapshot().set().id(), schema, customer, MOST_ROWS))
                .orElseGet(() -> rows.ofKey(answered.snapshot().set().id(), schema, row.key(), MOST_ROWS))
                .stream()
                .filter(record -> !(answered.rule() instanceof JourneyRule.ByKey)
                        || record.key().equals(row.key()))
                .toList();
    }

    private record Place(String touchpoint, OptionalLong second) {}

    /// Interactions in the engine's order, each with the record of the same touchpoint and time that comes first.
    private static List<OneJourney.Step> steps(
            Found found, JourneyList.Row row, List<SourceRow> recorded, Schema schema) {
        Map<Place, Deque<SourceRow>> byPlace = new HashMap<>();
        recorded.stream()
                .sorted(Comparator.comparingInt(SourceRow::nano).thenComparingLong(SourceRow::place))
                .forEach(record -> record.touchpoint()
                        .ifPresent(touchpoint -> byPlace.computeIfAbsent(
                                        new Place(touchpoint, record.second()), _ -> new ArrayDeque<>())
                                .add(record)));
        List<OneJourney.Step> steps = new ArrayList<>();
        int first = found.journeys().offset(found.journey());
        long before = Journeys.UNTIMED;
        for (int i = 0; i < Math.min(MOST_STEPS, row.touchpoints().size()); i++) {
            long second = found.journeys().second(first + i);
            boolean timed = second != Journeys.UNTIMED;
            Place place = new Place(row.touchpoints().get(i), timed ? OptionalLong.of(second) : OptionalLong.empty());
            Optional<SourceRow> record = Optional.ofNullable(byPlace.get(place)).map(Deque::pollFirst);
            boolean waited = i > 0 && timed && before != Journeys.UNTIMED;
            steps.add(new OneJourney.Step(
                    place.touchpoint(),
                    place.second(),
                    waited ? OptionalLong.of(second - before) : OptionalLong.empty(),
                    record.map(SourceRow::imported).stream().toList(),
                    record.map(of -> own(of, schema)).orElse(Map.of())));
            before = second;
        }
        return steps;
    }

    private static Map<String, Value> own(SourceRow record, Schema schema) {
        Map<String, Value> own = new HashMap<>(record.values());
        own.keySet()
                .removeIf(name -> schema.attribute(name)
                        .filter(attribute -> attribute.level() == Attribute.Level.INTERACTION)
                        .isEmpty());
        return own;
    }

    private static SequencedMap<String, Value> values(Found found, Store store, List<SourceRow> recorded) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        Schema schema = store.schema();
        for (int id = 0; id < schema.attributes().size(); id++) {
            Attribute attribute = schema.attributes().get(id);
            if (attribute.level() != Attribute.Level.INTERACTION) {
                value(found, store, id, recorded).ifPresent(value -> values.put(attribute.name(), value));
            }
        }
        return values;
    }

    private static Optional<Value> value(Found found, Store store, int id, List<SourceRow> recorded) {
        Attribute attribute = store.schema().attributes().get(id);
        Journeys journeys = found.journeys();
        return switch (attribute.kind()) {
            case CATEGORY, SET -> names(journeys.codes(id, found.journey()), store.categories(id));
            case NUMBER -> number(journeys.number(id, found.journey()));
            case TIME -> integer(journeys, id, found.journey()).map(Value.Time::new);
            case TEXT ->
                integer(journeys, id, found.journey())
                        .flatMap(place -> recorded.stream()
                                .filter(record -> record.place() == place)
                                .findFirst())
                        .map(record -> record.values().get(attribute.name()));
        };
    }

    private static Optional<Value> names(int[] codes, Names names) {
        List<String> all = Arrays.stream(codes).mapToObj(names::name).toList();
        return switch (all.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Value.Text(all.getFirst()));
            default -> Optional.of(new Value.Names(all));
        };
    }

    private static Optional<Value> number(double number) {
        return Double.isNaN(number) ? Optional.empty() : Optional.of(new Value.Amount(number));
    }

    private static Optional<Long> integer(Journeys journeys, int attribute, int journey) {
        return Optional.of(journeys.integer(attribute, journey)).filter(value -> value != Column.NONE);
    }
}
