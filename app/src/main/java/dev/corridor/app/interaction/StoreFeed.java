package dev.corridor.app.interaction;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.StoreBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Hands the live interactions of a data set from the database to a builder of the engine, in PostgreSQL's binary form
/// of `COPY`.
@Component
class StoreFeed {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int HEADER = 19;
    private static final int JSONB_VERSION = 1;
    private static final int END = -1;

    private final DataSource source;

    StoreFeed(DataSource source) {
        this.source = source;
    }

    /// Belongs into a transaction of its caller, which sees one moment of the database.
    ///
    /// @param declared touchpoints that are known whether they occur or not
    /// @param parts those wanted, one bit each
    void give(DataSetId set, Set<String> declared, Schema schema, long parts, StoreBuilder builder) {
        String numbers = IntStream.range(0, StoreBuilder.PARTS)
                .filter(part -> (parts >>> part & 1) == 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String wanted = parts == -1 ? "" : " AND part = ANY ('{" + numbers + "}'::smallint[])";
        String copy = "COPY (SELECT place, customer, key, touchpoint, second, nano, attributes FROM interaction"
                + " WHERE data_set = " + set.value() + " AND live AND key IS NOT NULL" + wanted
                + ") TO STDOUT (FORMAT binary)";
        Connection connection = DataSourceUtils.getConnection(source);
        try (Appender appender = builder.appender()) {
            declared.forEach(appender::touchpoint);
            CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
            Reader reader = new Reader(schema, appender);
            byte[] row = out.readFromCopy();
            boolean first = true;
            while (row != null) {
                ByteBuffer buffer = ByteBuffer.wrap(row);
                if (first) {
                    buffer.position(HEADER);
                    first = false;
                }
                if (buffer.remaining() > 0) {
                    reader.take(buffer);
                }
                row = out.readFromCopy();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    /// Turns rows into records.
    private static final class Reader {
        private final Schema schema;
        private final Appender appender;
        private final Map<String, Integer> touchpoints = new HashMap<>();
        private final Map<String, Integer> ids = new HashMap<>();

        private Reader(Schema schema, Appender appender) {
            this.schema = schema;
            this.appender = appender;
            for (int id = 0; id < schema.attributes().size(); id++) {
                ids.put(schema.attributes().get(id).name(), id);
            }
        }

        private void take(ByteBuffer row) {
            if (row.getShort() == END) {
                return;
            }
            row.getInt();
            long place = row.getLong();
            byte @Nullable [] customer = bytes(row);
            byte @Nullable [] key = bytes(row);
            byte @Nullable [] touchpoint = bytes(row);
            boolean timed = row.getInt() >= 0;
            long second = timed ? row.getLong() : 0;
            row.getInt();
            int nano = row.getInt();
            byte @Nullable [] attributes = bytes(row);
            if (key == null) {
                throw new IllegalStateException("a live interaction without key");
            }
            appender.begin(customer, key);
            if (touchpoint == null) {
                appender.valuesOnly(place);
            } else if (timed) {
                appender.interaction(code(touchpoint), second, nano, place);
            } else {
                appender.untimed(code(touchpoint), place);
            }
            if (attributes != null) {
                values(attributes, place);
            }
            appender.end();
        }

        private int code(byte[] touchpoint) {
            return touchpoints.computeIfAbsent(new String(touchpoint, StandardCharsets.UTF_8), appender::touchpoint);
        }

        private static byte @Nullable [] bytes(ByteBuffer row) {
            int length = row.getInt();
            if (length < 0) {
                return null;
            }
            byte[] bytes = new byte[length];
            row.get(bytes);
            return bytes;
        }

        private void values(byte[] jsonb, long place) {
            try (JsonParser parser =
                    JSON.createParser(ObjectReadContext.empty(), jsonb, JSONB_VERSION, jsonb.length - JSONB_VERSION)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    Integer id = ids.get(parser.currentName());
                    parser.nextToken();
                    if (id == null) {
                        parser.skipChildren();
                    } else {
                        value(parser, id, schema.attributes().get(id).kind(), place);
                    }
                }
            }
        }

        private void value(JsonParser parser, int id, Attribute.Kind kind, long place) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    appender.member(id, appender.category(id, parser.getString()));
                }
                return;
            }
            switch (kind) {
                case CATEGORY -> appender.category(id, appender.category(id, parser.getString()));
                case NUMBER -> appender.number(id, parser.getDoubleValue());
                case TIME -> appender.time(id, parser.getLongValue());
                case TEXT -> appender.text(id, place);
                case SET -> throw new IllegalStateException("a set that is no array");
            }
        }
    }
}
