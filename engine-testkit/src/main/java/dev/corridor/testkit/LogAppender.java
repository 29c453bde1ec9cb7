package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells the records of a naive log to the engine.
public final class LogAppender {
    private final Schema schema;
    private final Appender appender;

    private LogAppender(Schema schema, Appender appender) {
        this.schema = schema;
        this.appender = appender;
    }

    /// Appends records in the order given, which need not be that of their sequences; closes nothing.
    public static void append(Schema schema, List<NaiveInteraction> records, Appender appender) {
        LogAppender log = new LogAppender(schema, appender);
        records.forEach(log::append);
    }

    private void append(NaiveInteraction record) {
        byte[] customer = record.key()
                .customer()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
        appender.begin(customer, record.key().key().getBytes(StandardCharsets.UTF_8));
        Optional<Instant> time = record.time();
        if (record.valuesOnly()) {
            appender.valuesOnly(record.sequence());
        } else if (time.isPresent()) {
            Instant instant = time.get();
            appender.interaction(
                    appender.touchpoint(record.touchpoint()),
                    instant.getEpochSecond(),
                    instant.getNano(),
                    record.sequence());
        } else {
            appender.untimed(appender.touchpoint(record.touchpoint()), record.sequence());
        }
        record.values().forEach(this::append);
        appender.end();
    }

    private void append(String name, NaiveValue value) {
        int attribute = schema.idOf(name);
        switch (value) {
            case NaiveValue.Category(String category)
            when schema.attributes().get(attribute).kind() == Attribute.Kind.SET ->
                appender.member(attribute, appender.category(attribute, category));
            case NaiveValue.Category(String category) ->
                appender.category(attribute, appender.category(attribute, category));
            case NaiveValue.Decimal(double number) -> appender.number(attribute, number);
            case NaiveValue.Time(long second) -> appender.time(attribute, second);
            case NaiveValue.Text(long reference) -> appender.text(attribute, reference);
            case NaiveValue.Members(Set<String> names) ->
                names.forEach(member -> appender.member(attribute, appender.category(attribute, member)));
        }
    }
}
