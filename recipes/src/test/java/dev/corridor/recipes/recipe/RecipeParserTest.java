package dev.corridor.recipes.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeParserTest {
    private static final String SMALL = """
            recipe: Small
            tables:
              log:
                columns: [case, activity, time]
            interactions:
              - from: log
                journey: case
                time: time
                touchpoint: activity
            """;

    @ParameterizedTest
    @ValueSource(strings = {"olist", "online-retail", "nps-verbatims", "telco-churn"})
    void readsShippedRecipesAndWritesThemBack(String name) throws IOException {
        Recipe recipe = RecipeParser.parse(Files.readString(Path.of("../examples/recipes", name + ".yaml")));

        String written = RecipeWriter.write(recipe);

        assertThat(RecipeParser.parse(written)).as(written).isEqualTo(recipe);
        assertThat(RecipeWriter.write(RecipeParser.parse(written))).isEqualTo(written);
    }

    @Test
    void understandsOlist() throws IOException {
        Recipe recipe = RecipeParser.parse(Files.readString(Path.of("../examples/recipes/olist.yaml")));

        assertThat(recipe.zone()).isEqualTo(new Zone.None());
        assertThat(recipe.tables().keySet()).containsExactly("orders", "reviews", "customers", "items", "payments");
        assertThat(recipe.table("items").optional()).isTrue();
        assertThat(recipe.declaredTouchpoints()).containsExactlyElementsOf(recipe.order());
        assertThat(recipe.scale()).contains(new Scale(1, 5));
        assertThat(recipe.displayName("survey.sent", "pt")).isEqualTo("Pesquisa enviada");
        assertThat(recipe.displayName("unheard.of", "pt")).isEqualTo("unheard.of");
        AttributeRule seller = attribute(recipe, "seller");
        assertThat(seller.kind()).isEqualTo(Attribute.Kind.SET);
        assertThat(seller.level()).isEqualTo(Attribute.Level.KEY);
        assertThat(seller.known()).isEqualTo(new Known.AtStart());
        assertThat(attribute(recipe, "days_late").known()).isEqualTo(new Known.AtTouchpoint("parcel.delivered"));
        assertThat(attribute(recipe, "score").level()).isEqualTo(Attribute.Level.INTERACTION);
        assertThat(recipe.expectations())
                .contains(
                        new Expectation.NotBefore("survey.sent not before order.placed", "survey.sent", "order.placed"),
                        new Expectation.Has(
                                "status = delivered has parcel.delivered",
                                "status = delivered",
                                "parcel.delivered",
                                true),
                        new Expectation.Has(
                                "status = canceled has not parcel.delivered",
                                "status = canceled",
                                "parcel.delivered",
                                false));
        assertThat(Reference.of(recipe, "reviews", "orders.customers.customer_unique_id"))
                .satisfies(reference -> {
                    assertThat(reference.joins()).extracting(Join::name).containsExactly("orders", "customers");
                    assertThat(reference.column()).isEqualTo("customer_unique_id");
                });
    }

    private static AttributeRule attribute(Recipe recipe, String name) {
        return recipe.attributes().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesScalarsAsTheTextTheyAre() {
        Recipe recipe = RecipeParser.parse(SMALL.replace("recipe: Small", "recipe: ~")
                .replace("case, activity", "no, activity")
                .replace("journey: case", "journey: no"));

        assertThat(recipe.name()).isEqualTo("~");
        assertThat(recipe.interactions().getFirst().source().journey()).containsExactly("no");
    }

    @Test
    void keepsHostileNamesAsData() {
        String hostile = "</script><b>\u202e\u0007\"' # : - {x} \\ \uD83D\uDE00 =1+1";
        Recipe recipe = RecipeParser.parse(SMALL);
        Recipe renamed = new Recipe(
                hostile,
                hostile + "\r\n\t" + hostile,
                recipe.zone(),
                recipe.journeys(),
                recipe.tables(),
                recipe.interactions(),
                List.of(hostile, "- x", "true", "1", "?", "a: b", "a #b"),
                List.of(),
                List.of(),
                recipe.touchpointNames());

        assertThat(RecipeParser.parse(RecipeWriter.write(renamed))).isEqualTo(renamed);
    }

    @Test
    void refusesAliasesAnchorsAndTags() {
        refusal("recipe: &a x\ntables: *a\n")
                .hasMessageContaining("line 1, column 9")
                .hasMessageContaining("alias");
        refusal("recipe: x\ntables: *a\n").hasMessageContaining("alias");
        refusal("recipe: !!java.net.URL [x]\n").hasMessageContaining("tag");
        refusal("recipe: !x y\n").hasMessageContaining("tag");
        refusal("recipe: &a [x, x]\n").hasMessageContaining("line 1, column 9");
    }

    @Test
    void refusesRepeatedKeysWithTheirPlace() {
        refusal(SMALL + "recipe: Again\n")
                .hasMessageContaining("'recipe' twice")
                .hasMessageContaining("line 10, column 1");
    }

    @Test
    void refusesWhatIsNoSingleDocument() {
        refusal("");
        refusal("--- a\n--- b\n");
        refusal("recipe: [\n").hasMessageContaining("line");
        refusal("recipe: \u0000\n");
        refusal("[".repeat(100_000));
        refusal("{a: ".repeat(1_000)).hasMessageContaining("levels deep");
        refusal("? [a]\n: b\n").hasMessageContaining("as a key");
        refusal("recipe: " + "x".repeat(1_000_001)).hasMessageContaining("longer than");
    }

    @Test
    void suggestsTheNearestKey() {
        assertThatThrownBy(() -> RecipeParser.parse(SMALL.replace("journey:", "journy:")))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(RecipeError.UNKNOWN_KEY);
                    assertThat(e.sentence()).contains("line 7, column 5").contains("'journy'");
                    assertThat(e.remedy()).isEqualTo("Did you mean 'journey'?");
                });
    }

    @Test
    void namesTheKeyThatIsMissing() {
        refusal("recipe: x\n").hasMessageContaining("lacks 'tables'");
        refusal(SMALL.replace("    journey: case\n", "")).hasMessageContaining("lacks 'journey'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone: Europe/Lisboa",
                "order: {a: b}",
                "order: [a, a]",
                "expect: [nonsense]",
                "touchpoints: {a: {xx: y}}",
                "ends: ['']"
            })
    void refusesValuesThatFitNowhere(String line) {
        refusal(SMALL + line + "\n").hasMessageContaining("line 10");
    }

    @Test
    void refusesFiltersAndJourneyRulesThatCannotBeReadAtTheirPlace() {
        refusal(SMALL + "expect:\n  - state is SP has activity\n")
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(RecipeError.BAD_VALUE);
                    assertThat(e.sentence())
                            .startsWith("The recipe, line 11, column 5: The filter cannot be read at column 7:")
                            .contains("state is SP\n");
                    assertThat(e.remedy()).contains("docs/reference/filters.md");
                });
        refusal(SMALL + "expect: ['" + "not ".repeat(300) + "passes a has b']\n")
                .hasMessageStartingWith("The recipe, line 10, column 10: The filter is nested");
        refusal(SMALL + "journeys: from=a,timeout=soon\n")
                .hasMessageStartingWith(
                        "The recipe, line 10, column 11: The journey rule cannot be read at column 16:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{column: a, constant: b}",
                "{kind: number}",
                "{column: a, take: sum, kind: text}",
                "{column: a, scale: 1..5}",
                "{column: a, kind: number, scale: 5..1}",
                "{column: a, kind: number, scale: a..b}",
                "{column: a, known: now}",
                "{column: a, kind: numbr}",
                "{column: a, unit: days}",
                "{column: a, due: b}",
                "{count: nothing}",
                "{product: a}",
                "{difference: {from: a}}",
                "{column: a, kind: number, values: {a: b}}",
                "{constant: a, kind: text}",
                "{late: a, due: b, at: noon}"
            })
    void refusesAttributesThatContradictThemselves(String attribute) {
        refusal(SMALL + "    attributes:\n      x: " + attribute + "\n");
    }

    @Test
    void readsEverySourceOfAnAttribute() {
        Recipe recipe = RecipeParser.parse(SMALL + """
                    outcome: {column: result, values: {OK: ok}, otherwise: failed}
                    attributes:
                      a: {constant: shop, known: at "x y"}
                      b: {count: rows}
                      c: {product: [n, m], take: sum}
                      d: {difference: {from: t, to: u}, unit: hours, level: key}
                      e: {late: t, due: u, at: end-of-day}
                      f: {column: g, kind: time, take: latest}
                      h: {column: i, take: set, level: customer}
                      j: {column: k, kind: category, take: latest}
                """);

        assertThat(recipe.attributes())
                .extracting(AttributeRule::name)
                .containsExactly("outcome", "a", "b", "c", "d", "e", "f", "h", "j");
        assertThat(attribute(recipe, "outcome").otherwise()).isEqualTo(Optional.of("failed"));
        assertThat(attribute(recipe, "d").source())
                .isEqualTo(new dev.corridor.recipes.recipe.ValueSource.Difference(
                        "t", "u", dev.corridor.recipes.recipe.ValueSource.Unit.HOURS));
        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void refusesPatternsThatAreLargeTogether() {
        String rules = "{match: 'a{1000}', is: A}, ".repeat(30);
        String recipe = SMALL.replace("touchpoint: activity", "touchpoint: {column: activity, rules: [" + rules + "]}");

        refusal(recipe).hasMessageContaining("line 6").hasMessageContaining("larger together than the 50000 steps");
        assertThat(RecipeParser.parse(recipe.replace("1000", "100")).declaredTouchpoints())
                .containsExactly("A");
    }

    @Test
    void readsRecognitionRulesAndRefusesBrokenPatterns() {
        String rules = SMALL.replace(
                "touchpoint: activity",
                "touchpoint: {column: [activity, state], rules: [{match: 'a.*', is: A}, "
                        + "{column: x, match: b, leave-out: noise}], otherwise: other}");
        Recipe recipe = RecipeParser.parse(rules);

        assertThat(RecipeParser.parse(RecipeWriter.write(recipe))).isEqualTo(recipe);
        assertThat(recipe.declaredTouchpoints()).containsExactly("A", "other");
        refusal(rules.replace("'a.*'", "'a('")).hasMessageContaining("no pattern");
        refusal(rules.replace("'a.*'", "'(?=a)'")).hasMessageContaining("no pattern");
        refusal(rules.replace("'a.*'", "'((a{1000}){1000}){10}'"))
                .hasMessageContaining("line 9")
                .hasMessageContaining("'((a{1000}){1000}){10}' repeats so often");
        refusal(rules.replace("is: A", "is: A, leave-out: B")).hasMessageContaining("either 'is' or 'leave-out'");
        refusal(rules + "ends: [B]\n").hasMessageContaining("declared nowhere");
    }

    @Test
    void refusesReferencesThatLeadNowhere() {
        refusal(SMALL.replace("from: log", "from: logs")).hasMessageContaining("'logs'");
        refusal(SMALL.replace("time]", "time]\n    join: {orders: case}")).hasMessageContaining("joins 'orders'");
        refusal(SMALL.replace("touchpoint: activity", "touchpoint: activity\n    touchpoints: {a: b}"))
                .hasMessageContaining("either 'touchpoints'");
    }

    @Test
    void refusesOneAttributeDeclaredInTwoWays() {
        refusal(SMALL + """
                    attributes: {x: {column: a, kind: number}}
                  - from: log
                    journey: case
                    touchpoint: activity
                    attributes: {x: a}
                """).hasMessageContaining("two ways");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refusal(String text) {
        return assertThatThrownBy(() -> RecipeParser.parse(text))
                .isInstanceOf(CorridorException.class)
                .satisfies(e -> assertThat(((CorridorException) e).remedy()).isNotBlank());
    }
}
