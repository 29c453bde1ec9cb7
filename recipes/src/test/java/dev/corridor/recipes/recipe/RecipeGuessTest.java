package dev.corridor.recipes.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeGuessTest {
    @TempDir
    private Path folder = Path.of(".");

    private List<Table> table(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return List.of(Tables.open(file, ReadOptions.detect()));
    }

    private Recipe guess(String content) throws IOException {
        return RecipeGuess.guess(table("log.csv", content), GuessOptions.NONE);
    }

    private static InteractionRule.LongTable log(Recipe recipe) {
        return (InteractionRule.LongTable) recipe.interactions().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case:concept:name|concept:name|time:timestamp",
                "Case ID|Activity|Complete Timestamp",
                "CaseID|ActivityName|Timestamp",
                "case_id|activity|timestamp",
                "Caso|Atividade|Data/hora",
                "ID do caso|Ação|Data e hora",
                "Кейс|Событие|Время",
                "ID кейса|Активность|Метка времени",
                "номер заявки|действие|дата и время"
            })
    void knowsTheUsualNames(String key, String activity, String time) throws IOException {
        Recipe recipe = guess("x;" + time + ";" + activity + ";" + key + "\n1;2020-01-01;a;7\n");

        assertThat(log(recipe).source().journey()).containsExactly(key);
        assertThat(log(recipe).touchpoint()).isEqualTo(Recognition.of(List.of(activity)));
        assertThat(log(recipe).time()).contains(time);
        assertThat(recipe.order()).isEmpty();
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void makesAttributesOfAllOtherColumns() throws IOException {
        StringBuilder rows = new StringBuilder("case,activity,time,shop,zip,price,when,words,case:type,score\n");
        for (int i = 0; i < 200; i++) {
            rows.append("%d,a,2020-01-01,%s,0%d,%d.5,2020-02-03 10:00,word %d,gold,%d%n"
                    .formatted(i / 2, i % 2 == 0 ? "X" : "Y", i % 9, i, i, i % 11));
        }
        Recipe recipe = guess(rows.toString());

        Map<String, AttributeRule> attributes =
                recipe.attributes().stream().collect(Collectors.toMap(AttributeRule::name, Function.identity()));
        assertThat(attributes.values().stream().collect(Collectors.toMap(AttributeRule::name, AttributeRule::kind)))
                .isEqualTo(Map.of(
                        "shop", Kind.CATEGORY,
                        "zip", Kind.CATEGORY,
                        "price", Kind.NUMBER,
                        "when", Kind.TIME,
                        "words", Kind.TEXT,
                        "case:type", Kind.CATEGORY,
                        "score", Kind.NUMBER));
        assertThat(attributes.values().stream()
                        .filter(rule -> rule.level() == Level.KEY)
                        .map(AttributeRule::name))
                .containsExactly("case:type");
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void takesTheCustomerOnlyWhereEachJourneyHasOne() throws IOException {
        String header = "case,activity,time,customer\n";

        Recipe one = guess(header + "1,a,2020-01-01,Ana\n1,b,2020-01-02,Ana\n2,a,2020-01-01,Rui\n");
        Recipe two = guess(header + "1,a,2020-01-01,Ana\n1,b,2020-01-02,Rui\n");

        assertThat(log(one).source().customer()).contains("customer");
        assertThat(log(two).source().customer()).isEmpty();
        assertThat(two.attributes()).extracting(AttributeRule::name).containsExactly("customer");
    }

    @Test
    void knowsEpochTimes() throws IOException {
        Recipe recipe = guess("case,activity,time\n1,a,1577836800000\n");

        assertThat(recipe.table("log").time("time").format()).contains("epoch-milliseconds");
    }

    @ParameterizedTest
    @CsvSource({
        "1577836800000; unknown; 1577836801000, epoch-milliseconds",
        "1577836800; 1577836801.5; 1577836802, epoch-seconds",
        "1577836800000; 2020-01-01; 1577836801000, epoch-milliseconds",
        "1577836800; 2020-01-01; 2020-01-02, ''",
        "1577836800000; 1577836800; 1577836801000, ''",
    })
    void takesTheFormOfMostTimes(String values, String format) throws IOException {
        Recipe recipe = guess("case,activity,time\n1,a," + String.join("\n1,a,", values.split("; ")) + "\n");

        assertThat(recipe.table("log").time("time").format().orElse("")).isEqualTo(format);
    }

    @Test
    void takesWhatIsSaid() throws IOException {
        List<Table> tables = table("log.csv", "x,y,z,activity\n1,a,2020-01-01,b\n");
        GuessOptions said = new GuessOptions(
                Optional.of("x"),
                Optional.of("y"),
                Optional.of("z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Recipe recipe = RecipeGuess.guess(tables, said);

        assertThat(log(recipe).source().journey()).containsExactly("x");
        assertThat(log(recipe).touchpoint().columns()).containsExactly("y");
        assertThat(log(recipe).time()).contains("z");
    }

    @Test
    void saysWhichColumnIsMissingAndWhichOptionHelps() throws IOException {
        List<Table> tables = table("telco.csv", "customerID,tenure,Churn\n1,2,No\n");

        assertThatThrownBy(() -> RecipeGuess.guess(tables, GuessOptions.NONE))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(RecipeError.GUESS_FAILED);
                    assertThat(e.sentence()).contains("telco.csv", "the case", "customerID, tenure, Churn");
                    assertThat(e.remedy()).contains("--case");
                });
        GuessOptions wrong = new GuessOptions(
                Optional.of("customerId"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> RecipeGuess.guess(tables, wrong))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        e -> assertThat(e.remedy()).isEqualTo("Did you mean --case 'customerID'?"));
    }

    @ParameterizedTest
    @CsvSource({
        "20200102; 20191231, yyyyMMdd",
        "02-Jan-2020; 3-FEB-2020, d-MMM-yyyy",
        "02-Jan-2020 10:15; 3-Feb-2020 9:00, d-MMM-yyyy H:mm",
        "02-Jan-20, d-MMM-yy",
        "31.12.19; 01.01.20, d.M.yy",
        "31.12.19 10:15:00, d.M.yy H:mm:ss",
        "20200102101500, yyyyMMddHHmmss",
        "1577836800.25; 1577836801.5, epoch-seconds",
        "1577836800000.5; 1577836801000.25, epoch-milliseconds",
        "2020-01-02; 20200102, ''"
    })
    void knowsFormsThatAllTimesOfTheColumnHave(String values, String format) throws IOException {
        Recipe recipe = guess("case,activity,time\n1,a," + String.join("\n1,a,", values.split("; ")) + "\n");

        assertThat(recipe.table("log").time("time").format().orElse("")).isEqualTo(format);
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20201301", "02-Foo-2020", "31.13.19", "12345678"})
    void takesNoFormThatSomeValueLacks(String value) throws IOException {
        List<Table> tables = table("log.csv", "case,activity,time\n1,a,20200102\n1,a," + value + "\n");

        assertThatThrownBy(() -> RecipeGuess.guess(tables, GuessOptions.NONE))
                .hasMessageContaining("'time' does not hold times");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-02 10:00, not a date, 139, 1, true",
        "2020-01-02 10:00, not a date, 9, 1, true",
        "2020-01-02 10:00, not a date, 8, 1, false",
        "2020-01-02 10:00, not a date, 1, 0, true",
        "20200102, not a date, 139, 1, true",
        "20200102, not a date, 50, 10, false",
        "1577836800, not a date, 139, 1, true",
        "not a date, 2020-01-02, 1, 1, false",
        "not a date, n/a, 20, 1, false",
    })
    void takesAColumnForTimesWhereNearlyAllValuesAre(String most, String few, int rows, int others, boolean times)
            throws IOException {
        String content = "who,when\n" + ("x," + few + "\n").repeat(others) + ("x," + most + "\n").repeat(rows) + "x,\n";

        ColumnGuess when =
                RecipeGuess.columns(table("log.csv", content).getFirst(), 200).getLast();

        assertThat(when.holdsTimes()).isEqualTo(times);
        assertThat(when.usual()).isEqualTo(ColumnGuess.Usual.TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "rating, 1 5 3 4, 1, 5",
        "Customer Rating, 0 5, 0, 10",
        "nota, 10 9 7, 0, 10",
        "Оценка, 4, 1, 5",
        "rating, 1 2 30, ,",
        "rating, 1.5 2, ,",
        "price, 1 2 3, ,",
    })
    void takesAnswersOnAScaleForTheScore(String column, String values, Double from, Double to) throws IOException {
        String content = "case,activity,time," + column + "\n"
                + Stream.of(values.split(" "))
                        .map(value -> "1,a,2020-01-01," + value + "\n")
                        .collect(Collectors.joining());

        Recipe recipe = guess(content);

        assertThat(recipe.scale()).isEqualTo(Optional.ofNullable(from).map(lowest -> new Scale(lowest, to)));
        assertThat(recipe.attributes())
                .extracting(AttributeRule::name)
                .containsExactly(from == null ? column : "score");
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
        assertThat(guess(content.replace("time,", "time,score,").replace("-01,", "-01,7,"))
                        .attributes())
                .extracting(AttributeRule::name)
                .containsExactly("score", column);
    }

    @Test
    void refusesTimesThatAreNone() throws IOException {
        List<Table> tables = table("log.csv", "case,activity,time\n1,a,soon\n");

        assertThatThrownBy(() -> RecipeGuess.guess(tables, GuessOptions.NONE))
                .hasMessageContaining("'time' does not hold times")
                .hasMessageContaining("'soon'");
    }

    @Test
    void givesEachNameOnce() throws IOException {
        Recipe recipe = guess("case,activity,time,a,a,,outcome\n1,a,2020-01-01,1,2,3,4.5\n");

        assertThat(recipe.attributes())
                .extracting(AttributeRule::name)
                .doesNotHaveDuplicates()
                .contains("a", "a (2)", "outcome (column)");
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void usesTheFirstTableThatIsALog() throws IOException {
        List<Table> both = List.of(
                table("a.csv", "x,y\n1,2\n").getFirst(),
                table("b.csv", "case,activity,time\n1,a,2020-01-01\n").getFirst());

        assertThat(RecipeGuess.guess(both, GuessOptions.NONE).name()).isEqualTo("b.csv");
    }
}
