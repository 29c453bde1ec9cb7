package dev.corridor.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.discovery.Figures;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.test.DatabaseTest;
import dev.corridor.app.test.Visits;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class LastWeekTest {
    private static final LocalDate END = LocalDate.of(2026, 5, 31);

    @Autowired
    private Imports imports;

    @Autowired
    private Figures figures;

    @Test
    void looksAtTheLastSevenDays() {
        LastWeek week = lastWeek("steady", 0, 25, 40, 40, 40, 40, 40, 40, 40, 40, 40);
        assertThat(week.thinned()).isEmpty();
        assertThat(week.to()).isEqualTo(END);
        assertThat(week.thisWeek().journeys()).isEqualTo(25);
        assertThat(week.weekBefore().journeys()).isEqualTo(40);
    }

    @Test
    void doesNotTakeTheEndOfAnExtractForAFall() {
        LastWeek week = lastWeek("cut", 0, 3, 15, 41, 39, 40, 40, 38, 42, 44, 36, 40);
        LastWeek.Thinned thinned = week.thinned().orElseThrow();
        assertThat(week.to()).isEqualTo(END.minusDays(14));
        assertThat(thinned.from()).isEqualTo(END.minusDays(13));
        assertThat(thinned.to()).isEqualTo(END);
        assertThat(thinned.week().journeys()).isEqualTo(18);
        assertThat(thinned.usual()).isEqualTo(40);
        assertThat(figures.ask(thinned.week().query(), true).answer().journeys())
                .isEqualTo(18);
        assertThat(week.thisWeek().journeys()).isEqualTo(41);
        assertThat(week.weekBefore().journeys()).isEqualTo(39);
    }

    @Test
    void looksAtTheLastWeekInWhichJourneysBegan() {
        LastWeek week = lastWeek("quiet", 40, 30, 40, 40, 40, 40, 40, 40, 40, 40);
        assertThat(week.thinned()).isEmpty();
        assertThat(week.end()).isEqualTo(END.plusDays(40));
        assertThat(week.to()).isEqualTo(END);
        assertThat(week.thisWeek().journeys()).isEqualTo(30);
    }

    @Test
    void saysOfAFallThatLastsWhatItSaysOfEveryWeek() {
        LastWeek week = lastWeek("fallen", 0, 8, 9, 8, 9, 8, 9, 8, 9, 8, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40);
        assertThat(week.thinned()).isEmpty();
        assertThat(week.to()).isEqualTo(END);
        assertThat(week.thisWeek().journeys()).isEqualTo(8);
    }

    @Test
    void saysNothingOfAnEndWhereFewBeginInAnyWeek() {
        assertThat(lastWeek("few", 0, 1, 5, 4, 6, 5, 5, 4, 6, 5).thinned()).isEmpty();
    }

    /// @param longer how many days after the last journey began somebody came again
    /// @param begun journeys that began in the last week, the one before, and so on
    private LastWeek lastWeek(String name, int longer, int... begun) {
        StringBuilder csv = new StringBuilder("id,ticket,who,kind,at\n");
        int number = 0;
        for (int week = 0; week < begun.length; week++) {
            for (int i = 0; i < begun[week]; i++) {
                LocalDate day = END.minusDays(7L * week + i % 7);
                csv.append("v%1$d,t%1$d,c%1$d,call,%2$s 10:00%n".formatted(number++, day));
            }
        }
        csv.append("v%d,t0,c0,call,%s 12:00%n".formatted(number, END.plusDays(longer)));
        ImportId id = imports.draft(name, "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, name, RecipeParser.parse(Visits.RECIPE), Visits.RECIPE, Optional.empty());
        imports.start(id, "ana");
        imports.runDue();
        DataSetId set = imports.require(id).set().orElseThrow();
        return LastWeek.of(figures, set, true).orElseThrow();
    }
}
