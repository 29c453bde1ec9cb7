package dev.corridor.app.interaction;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Single records, as the database holds them, of one customer or one key.
@Service
public class SourceRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = """
            SELECT place, import, key, customer, touchpoint, second, nano, attributes::text AS attributes
            FROM interaction
            WHERE data_set = :set AND live AND key IS NOT NULL AND\s""";

    private final JdbcClient database;

    SourceRows(JdbcClient database) {
        this.database = database;
    }

    /// All records of a customer, in source order.
    ///
    /// @param schema says what kinds the values are of
    /// @param most records at most
    public List<SourceRow> ofCustomer(DataSetId set, Schema schema, String customer, int most) {
        return database.sql(COLUMNS + "customer = :customer ORDER BY place LIMIT :most")
                .param("set", set.value())
                .param("customer", known(customer))
                .param("most", most)
                .query((row, _) -> row(row, schema))
                .list();
    }

    /// All records of a key for which no customer is known, in source order.
    public List<SourceRow> ofKey(DataSetId set, Schema schema, String key, int most) {
        return database.sql(COLUMNS + "key = :key AND customer IS NULL ORDER BY place LIMIT :most")
                .param("set", set.value())
                .param("key", known(key))
                .param("most", most)
                .query((row, _) -> row(row, schema))
                .list();
    }

    public boolean knowsCustomer(DataSetId set, String customer) {
        return database.sql("""
                SELECT EXISTS (SELECT FROM interaction
                               WHERE data_set = :set AND live AND key IS NOT NULL AND customer = :customer)
                """)
                .param("set", set.value())
                .param("customer", known(customer))
                .query(Boolean.class)
                .single();
    }

    /// Whose records have the key; a record without customer counts as one more owner.
    ///
    /// @param most owners at most
    public List<Optional<String>> ownersOfKey(DataSetId set, String key, int most) {
        return database.sql("""
                SELECT DISTINCT customer FROM interaction
                WHERE data_set = :set AND live AND key = :key ORDER BY customer LIMIT :most
                """)
                .param("set", set.value())
                .param("key", known(key))
                .param("most", most)
                .query((row, _) -> Optional.ofNullable(row.getString("customer")))
                .list();
    }

    /// A text as the database can compare it: no name holds a zero byte.
    private static String known(String name) {
        return name.replace('\0', '\u2400');
    }

    private static SourceRow row(ResultSet row, Schema schema) throws SQLException {
        long second = row.getLong("second");
        OptionalLong time = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(second);
        return new SourceRow(
                row.getLong("place"),
                new ImportId(row.getLong("import")),
                row.getString("key"),
                Optional.ofNullable(row.getString("customer")),
                Optional.ofNullable(row.getString("touchpoint")),
                time,
                row.getInt("nano"),
                values(row.getString("attributes"), schema));
    }

    private static Map<String, Value> values(@Nullable String attributes, Schema schema) {
        Map<String, Value> values = new LinkedHashMap<>();
        if (attributes != null) {
            JSON.readTree(attributes)
                    .properties()
                    .forEach(property -> schema.attribute(property.getKey())
                            .ifPresent(attribute ->
                                    values.put(attribute.name(), value(property.getValue(), attribute.kind()))));
        }
        return values;
    }

    private static Value value(JsonNode node, Attribute.Kind kind) {
        if (node.isArray()) {
            List<String> names = new ArrayList<>();
            node.forEach(name -> names.add(name.asString()));
            return new Value.Names(names);
        }
        return switch (kind) {
            case NUMBER -> new Value.Amount(node.asDouble());
            case TIME -> new Value.Time(node.asLong());
            case CATEGORY, TEXT, SET -> new Value.Text(node.asString());
        };
    }
}
