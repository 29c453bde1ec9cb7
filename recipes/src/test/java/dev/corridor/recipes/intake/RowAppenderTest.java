package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.recipes.recipe.RecipeParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowAppenderTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void takesTextsThemselvesAlsoFromJoinedTablesAndOfGroups() {
        RowRecorder recorder = new RowRecorder();
        new Runs(folder)
                .with("lines.csv", """
                        invoice,customer,at,remark
                        1,k,2026-01-02,späť
                        1,k,2026-01-01,
                        2,m,2026-01-03,a much longer remark
                        2,m,2026-01-04,short
                        """)
                .with("people.csv", "customer,name\nk,\"Ана, the first\"\nm,\"two\nlines\"\n")
                .run(RecipeParser.parse("""
                                recipe: Invoices
                                tables:
                                  lines:
                                    columns: [invoice, customer, at, remark]
                                    join: {people: customer}
                                  people:
                                    columns: [customer, name]
                                    key: customer
                                interactions:
                                  - from: lines
                                    group: invoice
                                    journey: customer
                                    time: at
                                    touchpoint: {column: invoice, rules: [], otherwise: bought}
                                    attributes:
                                      remark: {column: remark, kind: text, take: latest}
                                      name: {column: people.name, kind: text}
                                """), recorder);

        assertThat(recorder.rows().values().stream().flatMap(lines -> lines.stream()))
                .containsExactly(
                        "- k bought 2026-01-01T00:00 {remark=späť, name=Ана, the first}",
                        "- m bought 2026-01-03T00:00 {remark=short, name=two\nlines}");
    }
}
