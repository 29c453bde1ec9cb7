package dev.corridor.recipes.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeUnionTest {
    private static final Recipe ORDERS = RecipeParser.parse("""
            recipe: Orders
            journeys: customer
            tables:
              rows:
                columns: [id, person, placed, sent]
                join: {people: person}
              people:
                columns: [person, state]
            interactions:
              - from: rows
                journey: id
                customer: person
                touchpoints: {order.placed: placed, parcel.sent: sent}
                attributes:
                  state: {column: people.state, level: customer}
            order: [order.placed, parcel.sent]
            ends: [parcel.sent]
            expect: [order.placed not before parcel.sent]
            touchpoints:
              order.placed: {en: Order placed}
            """);
    private static final Recipe SURVEYS =
            RecipeParser.parse("""
            recipe: Surveys
            zone: Europe/Lisbon
            tables:
              rows:
                columns: [person, answered, stars, region]
                join: {people: person}
              people:
                columns: [person, name]
            interactions:
              - from: rows
                journey: person
                customer: people.name
                touchpoints:
                  survey.sent: {time: none}
                  order.placed: {time: none}
                  survey.answered: {time: answered, score: {column: stars, scale: 1..5}}
                attributes:
                  state: {column: region, level: customer}
            order: [survey.sent, order.placed, survey.answered]
            ends: [survey.answered]
            expect: [survey.answered not before survey.sent]
            touchpoints:
              order.placed: {en: Order, pt: Pedido feito}
              survey.sent: {en: Survey sent}
            """.replace("ends: [parcel.sent, survey.answered]", "ends: [survey.answered]")
                    .replace(", order.placed not before parcel.sent]", "]"));

    @Test
    void hasWhatBothHaveAndTheFirstLeads() {
        Recipe both = ORDERS.and(SURVEYS);

        assertThat(both.name()).isEqualTo("Orders");
        assertThat(both.journeys()).isEqualTo("customer");
        assertThat(both.zone()).isEqualTo(new Zone.Of(ZoneId.of("Europe/Lisbon")));
        assertThat(both.order()).containsExactly("survey.sent", "order.placed", "parcel.sent", "survey.answered");
        assertThat(both.ends()).containsExactly("parcel.sent", "survey.answered");
        assertThat(both.expectations()).hasSize(2);
        assertThat(both.scale()).contains(new Scale(1, 5));
        assertThat(both.displayName("order.placed", "en")).isEqualTo("Order placed");
        assertThat(both.displayName("order.placed", "pt")).isEqualTo("Pedido feito");
        assertThat(both.displayName("survey.sent", "ru")).isEqualTo("Survey sent");
        assertThat(both.schema(true).attributes()).extracting(Attribute::name).containsExactly("state", "score");
    }

    @Test
    void keepsTablesOfTheSameNameApart() {
        Recipe both = ORDERS.and(SURVEYS);

        assertThat(both.tables().keySet()).containsExactly("rows", "people", "rows (2)", "people (2)");
        assertThat(both.table("rows (2)").joins().getFirst())
                .satisfies(join -> assertThat(join.name()).isEqualTo("people"))
                .satisfies(join -> assertThat(join.table()).isEqualTo("people (2)"));
        assertThat(Reference.of(both, "rows (2)", "people.name").table()).isEqualTo("people (2)");
    }

    @Test
    void isARecipe() {
        Recipe both = ORDERS.and(SURVEYS).and(ORDERS);

        assertThat(RecipeParser.parse(RecipeWriter.write(both))).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level: customer                | level: interaction                  | the attribute 'state'
            level: customer                | level: customer, take: latest       | the attribute 'state'
            level: customer                | level: customer, known: start       | the attribute 'state'
            zone: Europe/Lisbon            | zone: none                          | the zone
            """)
    void refusesContradictions(String written, String changed, String about) {
        String surveys = RecipeWriter.write(SURVEYS);
        assertThat(surveys).contains(written);
        Recipe other = RecipeParser.parse(surveys.replace(written, changed));
        Recipe orders = RecipeParser.parse(
                RecipeWriter.write(ORDERS).replace("recipe: Orders\n", "recipe: Orders\nzone: Europe/Moscow\n"));

        assertThatThrownBy(() -> orders.and(other))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RecipeError.RECIPES_DISAGREE))
                .hasMessageContaining("'Orders' and 'Surveys' disagree about " + about);
    }

    @Test
    void refusesAnotherScale() {
        Recipe other = RecipeParser.parse(RecipeWriter.write(SURVEYS).replace("1..5", "0..10"));

        assertThatThrownBy(() -> SURVEYS.and(other)).hasMessageContaining("about the scale of 'score'");
    }
}
