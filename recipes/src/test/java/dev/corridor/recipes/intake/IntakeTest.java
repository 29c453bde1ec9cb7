package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.recipes.intake.Runs.Outcome;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.recipe.Precision;
import dev.corridor.recipes.recipe.RecipeError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final String LOG = """
            recipe: Log
            tables:
              log:
                columns: [case, activity, time]
            interactions:
              - from: log
                journey: case
                time: time
                touchpoint: activity
            """;

    @TempDir
    private Path folder = Path.of(".");

    private Runs runs = new Runs(folder);

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    @Test
    void turnsRowsOfLongTablesIntoInteractions() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time,shop,amount
                1,a,2020-01-01 10:00:00,Lisboa,1.5
                1,b,2020-01-01 10:00:01.25,Porto,
                2,a,,Lisboa,x
                """).run(LOG + """
                    attributes:
                      shop: shop
                      amount: {column: amount, kind: number, take: sum}
                """);

        assertThat(outcome.lines())
                .containsExactly(
                        "- 1 a 2020-01-01T10:00 {shop=Lisboa, amount=1.5}",
                        "- 1 b 2020-01-01T10:00:01.250 {shop=Porto}",
                        "- 2 a - {shop=Lisboa}");
        assertThat(outcome.needed("no-time").count()).isEqualTo(1);
        assertThat(outcome.needed("not-a-number").examples()).containsExactly("log.csv, line 4: x");
        assertThat(outcome.result().precisions()).containsEntry("a", Precision.MILLISECOND);
        assertThat(outcome.result().rows()).isEqualTo(3);
        assertThat(outcome.engine().schema().zoned()).isFalse();
    }

    @Test
    void rejectsRowsWithTheirPlace() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time
                1,a,yesterday
                ,a,2020-01-01
                1,,2020-01-01
                1,b,2020-02-31
                1,c,2020-01-01
                """).run(LOG);

        assertThat(outcome.lines()).containsExactly("- 1 c 2020-01-01T00:00 {}");
        assertThat(outcome.result().rejections().rows()).isEqualTo(4);
        assertThat(outcome.result().rejections().first())
                .extracting(Reject::code, Reject::line, Reject::column, Reject::value)
                .containsExactly(
                        tuple("not-a-time", 2L, "time", "yesterday"),
                        tuple("no-journey", 3L, "case", ""),
                        tuple("no-touchpoint", 4L, "activity", ""),
                        tuple("no-such-date", 5L, "time", "2020-02-31"));
    }

    @Test
    void writesAllRejectsWithoutFormulas() throws IOException {
        String rows = IntStream.range(0, 1_500)
                .mapToObj(i -> "1,a,\"=cmd|' \"\"x\"\"\u0007\"\n")
                .collect(Collectors.joining());
        Path file = folder.resolve("rejects.csv");
        Outcome outcome = runs.with("log.csv", "case,activity,time\n" + rows)
                .options(IntakeOptions.usual().withRejects(file))
                .run(LOG);

        assertThat(outcome.result().rejections().rows()).isEqualTo(1_500);
        assertThat(outcome.result().rejections().first()).hasSize(1_000);
        assertThat(outcome.result().rejections().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.count()).isEqualTo(1_500);
            assertThat(reason.examples()).hasSize(5);
        });
        assertThat(Files.readAllLines(file))
                .hasSize(1_501)
                .contains("\"log.csv\",2,\"time\",\"'=cmd|' \"\"x\"\"\uFFFD\",\"not-a-time\","
                        + "\"The value is no time in the form that the column has.\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void handsOnEveryRejectAsItIsMet() {
        List<Reject> met = new ArrayList<>();
        Outcome outcome = runs.with("log.csv", "case,activity,time\n" + "1,a,soon\n".repeat(1_500))
                .options(IntakeOptions.usual().withEachReject(met::add))
                .run(LOG);

        assertThat(met)
                .hasSize(1_500)
                .startsWith(outcome.result().rejections().first().toArray(Reject[]::new));
    }

    @Test
    void leavesNoHalfWrittenRejects() {
        Path file = folder.resolve("rejects.csv");
        runs.with("other.csv", "a,b\n1,2\n").options(IntakeOptions.usual().withRejects(file));

        assertThatThrownBy(() -> runs.run(LOG)).isInstanceOf(CorridorException.class);
        assertThat(folder.toFile().list()).containsExactly("other.csv");
    }

    private static final String WIDE = """
            recipe: Orders
            tables:
              orders:
                columns: [id, placed, sent]
                key: id
                join:
                  items: id
                  people: {here: person, there: number}
              items:
                columns: [id, price]
                optional: true
                join: {makers: maker}
              people:
                columns: [number, name]
                key: number
              makers:
                columns: [maker, land]
                optional: true
            interactions:
              - from: orders
                journey: id
                customer: people.name
                touchpoints:
                  placed: placed
                  sent: {time: sent, when: {state: [SENT, done]}, attributes: {carrier: carrier}}
                attributes:
                  state: state
                  name: {column: people.name, level: customer}
                  sum: {column: items.price, take: sum}
                  mean: {column: items.price, take: mean}
                  largest: {column: items.price, take: largest}
                  one: {column: items.price, kind: number}
                  kinds: {column: items.kind, take: set}
                  lands: {column: items.makers.land, take: set}
                  pieces: {count: items}
                  shop: {constant: web, level: interaction}
                  days: {difference: {from: placed, to: sent}, unit: days}
                  late: {late: sent, due: due, at: end-of-day}
                  overdue: {late: sent, due: due}
            """;

    private Runs orders() {
        return runs.with("o.csv", """
                        id,person,placed,sent,due,state,carrier
                        1,p1,2020-01-01 10:00,2020-01-03 22:00,2020-01-02 00:00,sent,fast
                        2,p1,2020-01-02 10:00,2020-01-02 09:00,2020-01-02 00:00,open,slow
                        3,p2,,,,open,
                        """).with("p.csv", "number,name\np1,Ana\np2,Rui\np3,Eva\n");
    }

    @Test
    void joinsTablesToWideOnes() {
        Outcome outcome = orders().with("i.csv", """
                id,price,kind,maker
                1,0.1,a,m1
                1,0.2,b,m2
                1,0.2,a,m1
                9,5,z,m1
                """)
                .with("m.csv", "maker,land\nm1,PT\nm2,RU\n")
                .run(WIDE);

        assertThat(outcome.lines())
                .containsExactly(
                        "Ana 1 placed 2020-01-01T10:00 {state=sent, name=Ana, sum=0.5, mean=0.16666666666666666,"
                                + " largest=0.2, one=0.1, kinds=[a, b], lands=[PT, RU], pieces=3.0, days=2.5,"
                                + " late=1.0, overdue=1.9166666666666667, shop=web}",
                        "Ana 1 sent 2020-01-03T22:00 {shop=web, carrier=fast}",
                        "Ana 2 placed 2020-01-02T10:00 {state=open, name=Ana, pieces=0.0,"
                                + " days=-0.041666666666666664, late=0.0, overdue=0.375, shop=web}",
                        "Rui 3 (values) - {state=open, name=Rui, pieces=0.0}");
        assertThat(outcome.needed("without-match").sentence())
                .isEqualTo("2 of 3 rows of the table 'orders' have no row in the table 'items'.");
        assertThat(outcome.needed("orphan").count()).isEqualTo(1);
        assertThat(outcome.needed("orphan").examples()).containsExactly("i.csv, line 5");
        assertThat(outcome.needed("conflicting-values").subject()).isEqualTo("one");
        assertThat(outcome.needed("negative-duration").count()).isEqualTo(1);
        assertThat(outcome.needed("several-values").count()).isEqualTo(1);
        assertThat(outcome.codes()).doesNotContain("column-missing", "repeated-row");
    }

    @Test
    void worksWithoutOptionalTables() {
        Outcome outcome = orders().run(WIDE);

        assertThat(outcome.engine().values("sum")).isEmpty();
        assertThat(outcome.engine().values("pieces")).isEmpty();
        assertThat(outcome.engine().values("name")).containsExactly("Ana", "Ana", "Rui");
        assertThat(outcome.codes()).containsExactly("negative-duration");
    }

    @Test
    void namesTheColumnsOfMissingTables() {
        runs.with("o.csv", "id,placed,sent\n1,,\n").with("x.csv", "number,nam\n1,2\n");

        assertThatThrownBy(() -> runs.run(WIDE)).isInstanceOfSatisfying(CorridorException.class, e -> {
            assertThat(e.code()).isEqualTo(RecipeError.TABLE_MISSING);
            assertThat(e.sentence())
                    .isEqualTo("No file is the table 'people': none has all of the columns number, name."
                            + " The nearest is x.csv, which lacks name.");
        });
    }

    @Test
    void countsTheFilesOfATableThatLackAColumn() {
        Outcome outcome = runs.with("a.csv", "case,activity,time\n1,a,2020-01-01\n")
                .with("b.csv", "case,activity,time,shop\n2,a,2020-01-01,x\n")
                .run(LOG + "    attributes: {shop: shop, again: shop}\n");

        assertThat(outcome.codes()).containsExactly("column-missing");
        Finding missing = outcome.needed("column-missing");
        assertThat(missing.count()).isEqualTo(1);
        assertThat(missing.denominator()).isEqualTo(2);
        assertThat(missing.examples()).containsExactly("a.csv");
    }

    @Test
    void namesMissingColumnsOfFilesAndReportsMissingOnesOfAttributes() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n1,a,2020-01-01\n")
                .run(LOG + "    attributes: {shop: shop, n: {column: n, kind: number}}\n");

        assertThat(outcome.lines()).containsExactly("- 1 a 2020-01-01T00:00 {}");
        assertThat(outcome.codes()).containsExactly("column-missing", "column-missing");
        assertThat(outcome.needed("column-missing").count()).isEqualTo(1);
        assertThat(outcome.needed("column-missing").denominator()).isEqualTo(1);
        assertThatThrownBy(() -> runs.run(LOG.replace("journey: case", "journey: kase")))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(RecipeError.COLUMN_MISSING);
                    assertThat(e.sentence()).contains("log.csv", "'kase'", "case, activity, time");
                    assertThat(e.remedy()).contains("'case'");
                });
    }

    @Test
    void namesAllUnusedFiles() {
        Runs with = runs.with("log.csv", "case,activity,time\n1,a,2020-01-01\n");
        for (int i = 1; i <= 8; i++) {
            with = with.with("notes" + i + ".csv", "x,y\n1,2\n");
        }

        assertThat(with.run(LOG).needed("unused-file").examples()).hasSize(8).contains("notes8.csv");
    }

    @Test
    void reportsUnusedFilesAndPutsFilesOfOneTableTogether() {
        Outcome outcome = runs.with("jan.csv", "case,activity,time\n1,a,2020-01-01\n1,a,2020-01-01\n1,b,2020-01-02\n")
                .with("feb.csv", "time,case,activity\n2020-02-01,1,c\n")
                .with("overlap.csv", "case,activity,time\n1,b,2020-01-02\n1,b,2020-01-02\n1,d,2020-03-01\n")
                .with("notes.csv", "x,y\n1,2\n")
                .run(LOG);

        assertThat(outcome.engine().countsByTouchpoint()).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 1L, "d", 1L));
        assertThat(outcome.needed("row-in-several-files").count()).isEqualTo(1);
        assertThat(outcome.needed("unused-file").examples()).containsExactly("notes.csv");
        assertThat(outcome.result().unused()).containsExactly("notes.csv");
    }

    @Test
    void countsRepeatedRowsAndKeepsThem() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time
                1,a,2020-01-01
                1,a,2020-01-01
                2,a,2020-01-01
                1,a,2020-01-01
                """).run(LOG);

        assertThat(outcome.lines()).hasSize(4);
        assertThat(outcome.needed("repeated-row").count()).isEqualTo(2);
        assertThat(outcome.needed("repeated-row").denominator()).isEqualTo(4);
        assertThat(outcome.needed("repeated-row").examples()).containsExactly("log.csv, line 3", "log.csv, line 5");
    }

    @Test
    void saysWhereRepeatedRowsWereNotLookedFor() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n" + "1,a,2020-01-01\n".repeat(10))
                .options(new IntakeOptions(Optional.empty(), _ -> {}, 4))
                .run(LOG);

        assertThat(outcome.needed("repeated-row").count()).isEqualTo(3);
        assertThat(outcome.needed("repeated-rows-not-compared").count()).isEqualTo(6);
    }

    @Test
    void dropsDuplicatesByKeyAndLetsTheLastConflictWin() {
        Outcome outcome = runs.with("log.csv", """
                id,case,activity,time
                1,1,a,2020-01-01
                2,1,b,2020-01-02
                1,1,a,2020-01-01
                2,1,c,2020-01-02
                3,1,d,2020-01-03
                """).run(LOG.replace("time]", "time]\n    key: id"));

        assertThat(outcome.lines())
                .containsExactly("- 1 a 2020-01-01T00:00 {}", "- 1 c 2020-01-02T00:00 {}", "- 1 d 2020-01-03T00:00 {}");
        assertThat(outcome.needed("duplicate-row").count()).isEqualTo(1);
        assertThat(outcome.needed("conflicting-row").count()).isEqualTo(1);
        assertThat(outcome.needed("conflicting-row").examples()).containsExactly("log.csv, line 5: 2");
    }

    @Test
    void givesRowsWithoutCustomerTheirOwnJourneyOrRejectsThem() {
        String recipe = LOG.replace("journey: case", "journey: who\n    customer: who");
        runs.with("log.csv", """
                case,activity,time,who
                1,a,2020-01-01,Ana
                2,a,2020-01-02,
                2,a,2020-01-02,
                """);

        Outcome rejecting = runs.run(recipe);
        Outcome keeping = runs.run(recipe.replace("customer: who", "customer: who\n    without-customer: own-journey"));

        assertThat(rejecting.lines()).containsExactly("Ana Ana a 2020-01-01T00:00 {}");
        assertThat(rejecting.result().rejections().rows()).isEqualTo(2);
        assertThat(rejecting.needed("no-customer").count()).isEqualTo(2);
        assertThat(keeping.result().rejections().rows()).isZero();
        assertThat(keeping.needed("no-customer").count()).isEqualTo(2);
        assertThat(keeping.engine().keys()).hasSize(3);
        assertThat(keeping.engine().customers()).containsExactly("Ana");
    }

    @Test
    void makesEveryRowAJourneyWhereThereIsNone() {
        Outcome outcome = runs.with("log.csv", "activity,time\na,2020-01-01\na,2020-01-01\nb,2020-01-01\n")
                .run(LOG.replace("[case, ", "[").replace("journey: case", "journey: none"));

        assertThat(outcome.engine().keys()).hasSize(3);
        assertThat(outcome.engine().customers()).isEmpty();
    }

    @Test
    void joinsKeysOfSeveralColumnsWithoutMixingThemUp() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time,part
                a /,x,2020-01-01,b
                a,x,2020-01-01,/ b
                1,x,2020-01-01,2
                """).run(LOG.replace("journey: case", "journey: [case, part]"));

        assertThat(outcome.engine().keys()).hasSize(3).contains("\0" + "1 / 2");
    }

    @Test
    void groupsRowsAndTakesTheEarliestTime() {
        Outcome outcome =
                runs.with("log.csv", """
                case,activity,time,n,price,colour,code
                7,buy,2020-01-01 10:02,2,1.5,red,01
                8,buy,2020-01-01 10:00,1,1,red,02
                7,buy,2020-01-01 10:01,1,2,blue,03
                7,sell,2020-01-01 10:03,1,0.25,red,03
                """).run(LOG.replace("journey: case", "journey: case\n    group: case") + """
                    attributes:
                      lines: {count: rows, take: sum}
                      value: {product: [n, price], take: sum}
                      colours: {column: colour, take: set}
                      colour: colour
                      last: {column: colour, take: latest}
                """);

        assertThat(outcome.lines())
                .containsExactly(
                        "- 7 buy 2020-01-01T10:01 {lines=3.0, value=5.25, colours=[blue, red], colour=red, last=red}",
                        "- 8 buy 2020-01-01T10:00 {lines=1.0, value=1.0, colours=[red], colour=red, last=red}");
        assertThat(outcome.codes()).contains("conflicting-values");
    }

    @Test
    void reportsGroupsAndJourneysThatSeveralFilesShare() {
        runs.with("a.csv", "case,activity,time,sent\n7,buy,2020-01-01,\n8,buy,2020-01-01,\n")
                .with("b.csv", "case,activity,time,sent\n7,buy,2020-01-02,\n");

        Outcome grouped = runs.run(LOG.replace("journey: case", "journey: case\n    group: case"));
        Outcome wide =
                runs.run(LOG.replace("    time: time\n    touchpoint: activity\n", "    touchpoints: {buy: time}\n"));

        assertThat(grouped.needed("group-in-several-files").count()).isEqualTo(1);
        assertThat(grouped.needed("group-in-several-files").denominator()).isEqualTo(3);
        assertThat(grouped.needed("group-in-several-files").examples()).containsExactly("7");
        assertThat(wide.needed("several-rows").count()).isEqualTo(1);
        assertThat(wide.needed("several-rows").denominator()).isEqualTo(2);
    }

    @Test
    void recognisesTouchpointsByOrderedRules() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time,system
                1,Order 17,2020-01-01,web
                1,Order 18,2020-01-02,test
                1,ping,2020-01-03,web
                1,call,2020-01-04,web
                """).run(LOG.replace("touchpoint: activity", """
                touchpoint:
                      column: activity
                      rules:
                        - {column: system, match: test, leave-out: trial}
                        - {match: '(?i)order \\d+', is: order.placed}
                        - {match: 'ping', leave-out: noise}
                      otherwise: other"""));

        assertThat(outcome.engine().countsByTouchpoint()).isEqualTo(Map.of("order.placed", 1L, "other", 1L));
        assertThat(outcome.result().findings())
                .extracting(Finding::code, Finding::subject, Finding::count)
                .containsExactlyInAnyOrder(tuple("left-out", "trial", 1L), tuple("left-out", "noise", 1L));
    }

    @Test
    void rejectsTouchpointsThatNoRuleKnows() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n1,x,2020-01-01\n")
                .run(LOG.replace(
                        "touchpoint: activity",
                        "touchpoint: {column: activity, rules: [{match: a, is: A}], otherwise: reject}"));

        assertThat(outcome.result().rejections().first())
                .singleElement()
                .satisfies(reject -> assertThat(reject.code()).isEqualTo("unknown-touchpoint"));
    }

    @Test
    void joinsTheTextsOfSeveralTouchpointColumns() {
        Outcome outcome = runs.with("log.csv", "case,activity,time,state\n1,a,2020-01-01,start\n1,a,2020-01-02,end\n")
                .run(LOG.replace("touchpoint: activity", "touchpoint: [activity, state]"));

        assertThat(outcome.engine().countsByTouchpoint()).isEqualTo(Map.of("a+start", 1L, "a+end", 1L));
    }

    @Test
    void leavesOutRowsThatAreNotMeant() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n1,a,2020-01-01\n1,B,2020-01-02\n")
                .run(LOG.replace("journey: case", "journey: case\n    when: {activity: b}"));

        assertThat(outcome.lines()).containsExactly("- 1 B 2020-01-02T00:00 {}");
        assertThat(outcome.needed("left-out").count()).isEqualTo(1);
    }

    @Test
    void takesOutcomesAndScoresWithTheirScale() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time,result,stars
                1,a,2020-01-01,OK,5
                1,a,2020-01-02,KO,6
                1,a,2020-01-03,,NA
                """).run(LOG.replace("time]", "time]\n    missing: [NA]") + """
                    outcome: {column: result, values: {OK: ok, KO: failed}}
                    score: {column: stars, scale: 1..5}
                """);

        assertThat(outcome.lines())
                .containsExactly(
                        "- 1 a 2020-01-01T00:00 {outcome=ok, score=5.0}",
                        "- 1 a 2020-01-02T00:00 {outcome=failed}",
                        "- 1 a 2020-01-03T00:00 {}");
        assertThat(outcome.needed("outside-scale").examples()).containsExactly("log.csv, line 3: 6.0");
        assertThat(outcome.codes()).doesNotContain("not-a-number");
    }

    @Test
    void takesTheLatestOfJoinedRowsByTheirTime() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n1,a,2020-01-01\n")
                .with("states.csv", "number,state,at\n1,new,2020-01-03\n1,old,2020-01-01\n1,middle,2020-01-02\n")
                .run(LOG.replace("""
                    columns: [case, activity, time]
                """, """
                    columns: [case, activity, time]
                    join: {states: {here: case, there: number, latest-by: at}}
                  states:
                    columns: [number, state, at]
                """) + "    attributes: {state: {column: states.state, take: latest}}\n");

        assertThat(outcome.engine().values("state")).containsExactly("new");
    }

    @Test
    void keepsUnlikelyTimesAndReportsThem() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time
                1,a,1969-12-31
                1,b,1970-01-01
                1,c,2200-01-01
                1,d,9999-12-31
                1,e,1900-01-01
                1,f,0001-01-01
                1,g,2199-12-31
                """).run(LOG);

        assertThat(outcome.lines()).hasSize(7);
        assertThat(outcome.needed("time-before-1970").count()).isEqualTo(1);
        assertThat(outcome.needed("time-after-2200").count()).isEqualTo(1);
        assertThat(outcome.needed("sentinel-time").count()).isEqualTo(4);
    }

    @Test
    void keepsClockPartsOfDays() {
        Outcome outcome =
                runs.with("log.csv", """
                case,activity,time
                1,a,2020-01-01 00:00:00
                1,b,2020-01-01 01:00:00
                """).run(LOG.replace("time]", "time]\n    times: {time: {precision: day}}"));

        assertThat(outcome.lines()).contains("- 1 b 2020-01-01T01:00 {}");
        assertThat(outcome.needed("clock-in-day").count()).isEqualTo(1);
        assertThat(outcome.needed("clock-in-day").denominator()).isEqualTo(2);
        assertThat(outcome.result().precisions()).containsEntry("a", Precision.DAY);
    }

    @Test
    void convertsTimesOfAZone() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time
                1,winter,2020-01-01 12:00
                1,summer,2020-07-01 12:00
                1,gap,2020-03-29 01:30
                1,overlap,2020-10-25 01:30
                1,offset,2020-07-01 12:00+05:00
                """).run(LOG + "zone: Europe/Lisbon\n");

        assertThat(outcome.lines())
                .containsExactly(
                        "- 1 winter 2020-01-01T12:00 {}",
                        "- 1 summer 2020-07-01T11:00 {}",
                        "- 1 gap 2020-03-29T01:30 {}",
                        "- 1 overlap 2020-10-25T00:30 {}",
                        "- 1 offset 2020-07-01T07:00 {}");
        assertThat(outcome.needed("clock-gap").count()).isEqualTo(1);
        assertThat(outcome.needed("clock-overlap").count()).isEqualTo(1);
        assertThat(outcome.engine().schema().zoned()).isTrue();
    }

    @Test
    void takesOffsetsAsWrittenUnlessClocksAreLocal() {
        runs.with("log.csv", "case,activity,time\n1,a,2020-01-01 12:00+02:00\n1,b,2020-01-01 12:00\n");

        Outcome written = runs.run(LOG);
        Outcome local = runs.run(LOG + "zone: none\n");

        assertThat(written.engine().schema().zoned()).isTrue();
        assertThat(written.lines()).containsExactly("- 1 a 2020-01-01T10:00 {}", "- 1 b 2020-01-01T12:00 {}");
        assertThat(written.needed("offset-missing").count()).isEqualTo(1);
        assertThat(local.engine().schema().zoned()).isFalse();
        assertThat(local.lines()).containsExactly("- 1 a 2020-01-01T12:00 {}", "- 1 b 2020-01-01T12:00 {}");
        assertThat(local.needed("offset-ignored").count()).isEqualTo(1);
    }

    @Test
    void decidesTheDateOrderFromTheWholeColumn() {
        String early = "1,a,05/06/2020\n".repeat(3_000);
        Outcome outcome = runs.with("log.csv", "case,activity,time\n" + early + "1,b,13/06/2020\n")
                .run(LOG);

        assertThat(outcome.lines()).first().isEqualTo("- 1 a 2020-06-05T00:00 {}");
        assertThat(outcome.result().rejections().rows()).isZero();
    }

    @Test
    void asksForTheDateOrderWhereBothFit() {
        runs.with("log.csv", "case,activity,time\n1,a,05/06/2020\n1,b,07/08/2020\n");

        assertThatThrownBy(() -> runs.run(LOG)).isInstanceOfSatisfying(CorridorException.class, e -> {
            assertThat(e.code()).isEqualTo(RecipeError.AMBIGUOUS_DATES);
            assertThat(e.sentence()).contains("'time'");
            assertThat(e.remedy()).contains("dates: day-first");
        });
        assertThat(runs.run(LOG.replace("time]", "time]\n    times: {time: {dates: month-first}}"))
                        .lines())
                .contains("- 1 a 2020-05-06T00:00 {}");
    }

    @Test
    void neverMixesDateOrders() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time
                1,a,13/06/2020
                1,b,14/06/2020
                1,c,06/15/2020
                1,d,05/06/2020
                """).run(LOG);

        assertThat(outcome.lines()).hasSize(3).contains("- 1 d 2020-06-05T00:00 {}");
        assertThat(outcome.result().rejections().first())
                .extracting(Reject::value)
                .containsExactly("06/15/2020");
        assertThat(outcome.needed("mixed-date-order").count()).isEqualTo(1);
    }

    @Test
    void readsGivenFormatsAndDecimalCommas() {
        Outcome outcome = runs.with("log.csv", """
                case;activity;time;n
                1;a;20200105T1015;1,5
                1;b;20200106T0000;1.234,5
                """)
                .run(LOG.replace("time]", "time]\n    times: {time: {format: \"yyyyMMdd'T'HHmm\"}}")
                        + "    attributes: {n: {column: n, kind: number}}\n");

        assertThat(outcome.lines())
                .containsExactly("- 1 a 2020-01-05T10:15 {n=1.5}", "- 1 b 2020-01-06T00:00 {n=1234.5}");
    }

    @Test
    void refersToTextsAndFindsThemAgain() {
        Outcome outcome = runs.with("log.csv", """
                case,activity,time,words
                1,a,2020-01-01,"two
                lines"
                1,b,2020-01-02,
                1,c,2020-01-03,<script>
                """).run(LOG + "    attributes: {words: {column: words, kind: text}}\n");

        Set<Long> references =
                outcome.engine().values("words").stream().map(Long.class::cast).collect(Collectors.toSet());
        assertThat(outcome.result().texts().read("words", references).values())
                .containsExactlyInAnyOrder("two\nlines", "<script>");
        assertThat(outcome.needed("line-breaks").count()).isEqualTo(1);
        assertThatThrownBy(() -> outcome.result().texts().source("other", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsHostileTextsAsData() {
        String hostile = "</script>\u202e=1+1";
        Outcome outcome = runs.with(
                        "log.csv",
                        "case,activity,time,x\n\"" + hostile + "\",\"" + hostile + "\",2020-01-01,\"" + hostile
                                + "\"\n")
                .run(LOG + "    attributes: {x: x}\n");

        assertThat(outcome.lines())
                .containsExactly("- " + hostile + " " + hostile + " 2020-01-01T00:00 {x=" + hostile + "}");
    }

    @Test
    void refusesAMillionTouchpoints() {
        StringBuilder log = new StringBuilder("case,activity,time\n");
        IntStream.range(0, 100_000).forEach(i -> log.append("1,t").append(i).append(",2020-01-01\n"));
        runs.with("log.csv", log.toString());

        assertThatThrownBy(() -> runs.run(LOG))
                .isInstanceOfSatisfying(
                        CorridorException.class, e -> assertThat(e.code()).isEqualTo(EngineError.TOO_MANY_TOUCHPOINTS));
    }

    @Test
    void acceptsEmptyTables() {
        Outcome outcome = runs.with("log.csv", "case,activity,time\n").run(LOG);

        assertThat(outcome.lines()).isEmpty();
        assertThat(outcome.result().findings()).isEmpty();
    }

    @Test
    void readsFieldsOfAMillionCharacters() {
        String field = "x".repeat(1_000_000);
        Outcome outcome = runs.with("log.csv", "case,activity,time,a\n1,a,2020-01-01," + field + "\n")
                .run(LOG + "    attributes: {a: a}\n");

        assertThat(outcome.engine().values("a")).containsExactly(field);
    }

    @Test
    void tellsHowFarItIs() {
        runs.with("log.csv", "case,activity,time\n" + "1,a,2020-01-01\n".repeat(200_000));
        long[] rows = {0};
        RecordingEngine engine = new RecordingEngine();
        Intake.run(
                dev.corridor.recipes.recipe.RecipeParser.parse(LOG),
                runs.tables(),
                engine,
                IntakeOptions.usual(),
                (file, read, share) -> {
                    assertThat(file).isEqualTo("log.csv");
                    assertThat(share).isBetween(0.0, 1.0);
                    rows[0] = Math.max(rows[0], read);
                });

        assertThat(rows[0]).isGreaterThan(190_000);
    }
}
