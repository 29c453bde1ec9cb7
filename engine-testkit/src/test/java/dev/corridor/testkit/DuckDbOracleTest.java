package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.engine.summary.ExactFlowTimes;
import dev.corridor.engine.summary.Flow;
import dev.corridor.engine.summary.Funnel;
import dev.corridor.engine.summary.Paths;
import dev.corridor.engine.summary.RankedPaths;
import dev.corridor.engine.summary.StartsAndEnds;
import dev.corridor.engine.summary.TouchpointCounts;
import dev.corridor.engine.summary.Visited;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The engine against SQL in DuckDB, on a stream too large for lists and maps. Rows are compared as texts, in
/// an order that ties cannot disturb.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbOracleTest {
    private static final long SEED = 20_261_122;
    private static final int INTERACTIONS = 400_000;
    private static final long WINDOW = 7 * 86_400;
    private static final List<String> STEPS = List.of("base.0", "base.2", "base.5", "base.8");

    private Connection database;
    private Store store;
    private JourneySelection all;

    @BeforeAll
    void fill() throws SQLException {
        Schema schema = new Schema(
                List.of(new Attribute(Schema.SCORE, Kind.NUMBER, Level.INTERACTION, Aggregate.MEAN, new Known.AtEnd())),
                List.of(),
                List.of(),
                true);
        database = DriverManager.getConnection("jdbc:duckdb:");
        execute("create table told (key bigint, touchpoint varchar, second bigint, nano int, sequence bigint,"
                + " score int)");
        BuildOptions defaults = BuildOptions.defaults();
        try (StoreBuilder builder = new StoreBuilder(
                        schema, new BuildOptions(defaults.memory(), defaults.spillFolder(), 2, 100_000));
                DuckDBAppender rows = ((DuckDBConnection) database).createAppender("main", "told")) {
            try (Appender appender = builder.appender()) {
                new Traffic(SEED, INTERACTIONS).stream(new Teller(appender, rows));
            }
            store = builder.build();
        }
        assertThat(store.segments().size()).isGreaterThan(1);
        all = store.journeys(new JourneyRule.ByKey()).all();
        execute("create table walked as select *, row_number() over w as position, lead(touchpoint) over w as next,"
                + " lead(second) over w - second as taken from told"
                + " window w as (partition by key order by second, nano, sequence)");
        execute("create table journeys as select key, string_agg(touchpoint, ' ' order by position) as path,"
                + " max(second) - min(second) as duration, avg(score) as score from walked group by key");
    }

    /// Tells every interaction to both.
    private static final class Teller implements Traffic.Visitor {
        private final Appender appender;
        private final DuckDBAppender rows;
        private long sequence;

        Teller(Appender appender, DuckDBAppender rows) {
            this.appender = appender;
            this.rows = rows;
        }

        @Override
        public void journey(long customer, long key, int region, int segment, double value) {}

        @Override
        public void interaction(
                long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
            String name = Traffic.touchpoint(touchpoint);
            appender.begin(
                    ("customer " + customer).getBytes(StandardCharsets.UTF_8),
                    Long.toString(key).getBytes(StandardCharsets.UTF_8));
            appender.interaction(appender.touchpoint(name), second, nano, sequence);
            if (score >= 0) {
                appender.number(0, score);
            }
            appender.end();
            try {
                rows.beginRow();
                rows.append(key);
                rows.append(name);
                rows.append(second);
                rows.append(nano);
                rows.append(sequence++);
                if (score >= 0) {
                    rows.append(score);
                } else {
                    rows.appendNull();
                }
                rows.endRow();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(text(result.getObject(column)));
                }
                rows.add(String.join(" | ", row));
            }
        }
        return rows;
    }

    /// Fractions with nine digits: sums of DuckDB are rounded on their way.
    private static String text(Object value) {
        return value instanceof Double number ? "%.9f".formatted(number) : String.valueOf(value);
    }

    private static String row(Object... values) {
        return Stream.of(values).map(DuckDbOracleTest::text).collect(Collectors.joining(" | "));
    }

    private String name(int code) {
        return store.touchpoints().name(code);
    }

    private static Object orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : "null";
    }

    @Test
    void countsSameTouchpoints() throws SQLException {
        TouchpointCounts counts = TouchpointCounts.of(all);
        StartsAndEnds places = StartsAndEnds.of(all);
        assertThat(IntStream.range(0, store.touchpoints().size())
                        .mapToObj(code -> row(
                                name(code),
                                counts.interactions(code),
                                counts.journeys(code),
                                places.starts(code),
                                places.ends(code))))
                .isEqualTo(rows("select touchpoint, count(*), count(distinct key),"
                        + " count(*) filter (position = 1), count(*) filter (next is null)"
                        + " from walked group by all order by touchpoint"));
    }

    @Test
    void drawsSameFlow() throws SQLException {
        Flow flow = Flow.of(all);
        ExactFlowTimes times = new ExactFlowTimes(flow, all);
        assertThat(flow.edges().stream()
                        .map(edge -> row(
                                name(edge.from()),
                                name(edge.to()),
                                edge.count(),
                                edge.journeys(),
                                edge.times().min(),
                                orNull(times.median(edge)),
                                orNull(times.p90(edge)),
                                edge.times().mean(),
                                edge.times().max()))
                        .sorted())
                .isEqualTo(rows("select touchpoint, next, count(*), count(distinct key), min(taken),"
                                + " quantile_cont(taken, 0.5)::double, quantile_cont(taken, 0.9)::double,"
                                + " sum(taken)::double / count(*), max(taken)"
                                + " from walked where next is not null group by all")
                        .stream()
                        .sorted()
                        .toList());
    }

    @Test
    void ranksSamePaths() throws SQLException {
        Paths.Top top = Paths.of(all).top(50);
        RankedPaths ranked = RankedPaths.of(all);
        List<OptionalDouble> medians = ranked.exactMedians(ranked.foremost(50));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < top.paths().size(); i++) {
            Paths.Path path = top.paths().get(i);
            found.add(row(
                    Arrays.stream(path.touchpoints()).mapToObj(this::name).collect(Collectors.joining(" ")),
                    path.count(),
                    orNull(medians.get(i)),
                    path.scored(),
                    orNull(path.meanScore())));
        }
        assertThat(found)
                .isEqualTo(rows("select path, count(*), quantile_cont(duration, 0.5)::double, count(score), avg(score)"
                        + " from journeys group by all order by count(*) desc, min(key) limit 50"));
        assertThat(List.of(row(Paths.of(all).count(), all.count())))
                .isEqualTo(rows("select count(distinct path), count(*) from journeys"));
    }

    @Test
    void reachesSameFunnelSteps() throws SQLException {
        for (OptionalLong window : List.of(OptionalLong.empty(), OptionalLong.of(WINDOW))) {
            Funnel funnel = Funnel.of(
                    all,
                    STEPS.stream()
                            .mapToInt(step -> store.touchpoints().code(step).orElseThrow())
                            .toArray(),
                    window);
            assertThat(IntStream.range(0, STEPS.size()).mapToObj(step -> row(funnel.reached(step))))
                    .as("within %s", window)
                    .isEqualTo(funnelBySql(window));
        }
    }

    /// Per step the journeys that reach it: the place of each first match is joined to those of the step before.
    private List<String> funnelBySql(OptionalLong window) throws SQLException {
        StringBuilder sql = new StringBuilder("with step0 as (select key, min(position) as position, min(second) as"
                + " entry from walked where touchpoint = '" + STEPS.getFirst() + "' group by key)");
        for (int step = 1; step < STEPS.size(); step++) {
            sql.append(", step%d as (select key, min(w.position) as position, any_value(entry) as entry from step%d s"
                            .formatted(step, step - 1))
                    .append(" join walked w using (key) where w.position > s.position and touchpoint = '")
                    .append(STEPS.get(step))
                    .append("'");
            if (window.isPresent()) {
                sql.append(" and second - entry <= ").append(window.getAsLong());
            }
            sql.append(" group by key)");
        }
        for (int step = 0; step < STEPS.size(); step++) {
            sql.append(step == 0 ? " " : " union all ")
                    .append("select count(*) from step")
                    .append(step);
        }
        return rows(sql.toString());
    }

    @Test
    void splitsSameScores() throws SQLException {
        Visited visited = Visited.of(all, store.schema().idOf(Schema.SCORE));
        assertThat(IntStream.range(0, store.touchpoints().size())
                        .mapToObj(code -> row(
                                name(code),
                                visited.visited(code).journeys(),
                                visited.visited(code).n(),
                                orNull(visited.visited(code).mean()),
                                visited.notVisited(code).journeys(),
                                visited.notVisited(code).n(),
                                orNull(visited.notVisited(code).mean())))
                        .sorted(Comparator.naturalOrder()))
                .isEqualTo(rows("with visits as (select distinct touchpoint, key from walked),"
                                + " touchpoints as (select distinct touchpoint from walked)"
                                + " select t.touchpoint, count(v.key), count(score) filter (v.key is not null),"
                                + " avg(score) filter (v.key is not null), count(*) filter (v.key is null),"
                                + " count(score) filter (v.key is null), avg(score) filter (v.key is null)"
                                + " from touchpoints t cross join journeys j"
                                + " left join visits v on v.key = j.key and v.touchpoint = t.touchpoint group by all")
                        .stream()
                        .sorted()
                        .toList());
    }
}
