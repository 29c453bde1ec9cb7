package dev.corridor.app.customer.web;

import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.mine.IsoTime;
import dev.corridor.app.customer.Customers;
import dev.corridor.app.customer.Customers.Customer;
import dev.corridor.app.discovery.JourneyJson;
import dev.corridor.app.discovery.OneJourney;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Value;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One customer for programs: interactions, values and journeys.
@RestController
@Requires(Permission.LIST_CUSTOMERS)
class CustomerApi {
    private final Customers customers;
    private final DataSets sets;

    CustomerApi(Customers customers, DataSets sets) {
        this.customers = customers;
        this.sets = sets;
    }

    /// @param more interactions that are not listed
    private record Told(
            String id,
            long set,
            Map<String, Object> values,
            List<Lived> interactions,
            int more,
            List<JourneyJson> journeys) {}

    /// @param imported number of the import that tells of it
    private record Lived(
            String touchpoint,
            @Nullable String time,
            @Nullable Long imported,
            Map<String, Object> values) {}

    @GetMapping(path = "/api/v1/customers/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    String inPath(
            @PathVariable String id,
            @RequestParam Optional<Long> set,
            @RequestParam Optional<String> journeys,
            @RequestParam(name = "as-of") Optional<String> asOf) {
        return told(id, set, journeys, asOf);
    }

    /// For ids that cannot stand in a path.
    @GetMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
    String inQuery(
            @RequestParam String id,
            @RequestParam Optional<Long> set,
            @RequestParam Optional<String> journeys,
            @RequestParam(name = "as-of") Optional<String> asOf) {
        return told(id, set, journeys, asOf);
    }

    private String told(String id, Optional<Long> set, Optional<String> journeys, Optional<String> asOf) {
        DataSet chosen = set.map(number -> sets.require(new DataSetId(number)))
                .or(() -> sets.all().stream().findFirst())
                .orElseThrow(() -> new CorridorException(
                        DataError.NO_SUCH_DATA_SET, "There is no data set yet.", "Import files first."));
        Customer customer = customers
                .find(new Query(chosen.id(), List.of(), journeys, asOf), id)
                .orElseThrow(() -> PageError.notFound("Nobody of this id is in data set " + chosen.id() + "."));
        Schema schema = customer.whole().answered().snapshot().store().schema();
        return AnswerJson.write(new Told(
                id,
                chosen.id().value(),
                values(ofCustomer(customer.whole().values(), schema), schema),
                customer.whole().steps().stream()
                        .map(step -> lived(step, schema))
                        .toList(),
                customer.whole().more(),
                customer.journeys().stream()
                        .map(row -> JourneyJson.of(row, schema))
                        .toList()));
    }

    private static Lived lived(OneJourney.Step step, Schema schema) {
        return new Lived(
                step.touchpoint(),
                step.second().isPresent() ? IsoTime.text(step.second().getAsLong(), schema) : null,
                step.imports().stream().findFirst().map(found -> found.value()).orElse(null),
                values(step.values(), schema));
    }

    private static Map<String, Value> ofCustomer(Map<String, Value> values, Schema schema) {
        Map<String, Value> own = new TreeMap<>(values);
        own.keySet()
                .removeIf(name -> schema.attribute(name)
                        .filter(attribute -> attribute.level() == Attribute.Level.CUSTOMER)
                        .isEmpty());
        return own;
    }

    private static SequencedMap<String, Object> values(Map<String, Value> values, Schema schema) {
        SequencedMap<String, Object> told = new TreeMap<>();
        values.forEach((name, value) -> told.put(
                name,
                switch (value) {
                    case Value.Text(String text) -> text;
                    case Value.Amount(double number) -> number;
                    case Value.Time(long second) -> IsoTime.text(second, schema);
                    case Value.Names(List<String> names) -> names;
                }));
        return told;
    }
}
