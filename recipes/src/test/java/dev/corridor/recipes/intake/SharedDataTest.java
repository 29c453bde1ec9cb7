package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.recipes.reader.ReadOptions;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Precision;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The shipped recipes on the data they are written for; the expected numbers were counted independently.
class SharedDataTest {
    private static Path data(String folder) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data"));
        Path path = root.resolve(folder);
        assumeTrue(Files.exists(path), () -> "skipped: no data at " + path);
        return path;
    }

    private record Outcome(RecordingEngine engine, IntakeResult result, Recipe recipe) {
        Map<String, Long> findings(String code) {
            Map<String, Long> counts = new LinkedHashMap<>();
            result.findings().stream()
                    .filter(finding -> finding.code().equals(code))
                    .forEach(finding -> counts.put(finding.subject(), finding.count()));
            return counts;
        }

        Set<String> findingCodes() {
            return result.findings().stream().map(Finding::code).collect(Collectors.toSet());
        }
    }

    private static Outcome run(String recipeName, Path... files) throws IOException {
        Recipe recipe = RecipeParser.parse(Files.readString(Path.of("../examples/recipes", recipeName + ".yaml")));
        RecordingEngine engine = new RecordingEngine();
        Tables.Found found = Tables.find(List.of(files), ReadOptions.detect());
        IntakeResult result = Intake.run(recipe, found.tables(), engine, IntakeOptions.usual(), ProgressListener.NONE);
        return new Outcome(engine, result, recipe);
    }

    @Test
    void readsOlist() throws IOException {
        Outcome olist = run("olist", data("olist/base"));
        RecordingEngine engine = olist.engine();

        assertThat(olist.result().rejections().rows()).isZero();
        assertThat(engine.countsByTouchpoint())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "order.placed", 8_135L,
                        "payment.approved", 7_989L,
                        "parcel.handed_to_carrier", 6_353L,
                        "parcel.delivered", 5_170L,
                        "survey.sent", 8_225L,
                        "survey.answered", 8_225L));
        assertThat(olist.result().interactions()).isEqualTo(44_097);
        assertThat(engine.keys()).hasSize(8_135);
        assertThat(engine.customers()).hasSize(8_016);
        assertThat(engine.values("days_late").stream().filter(days -> (double) days > 0))
                .hasSize(343);
        assertThat(engine.values("status"))
                .hasSize(8_135)
                .filteredOn("canceled"::equals)
                .hasSize(625);
        assertThat(engine.values("score")).hasSize(8_225);
        assertThat(engine.values("zip"))
                .filteredOn(zip -> zip.toString().startsWith("0"))
                .hasSize(1_995);
        assertThat(olist.findings("several-values")).isEqualTo(Map.of("seller", 71L, "payment", 203L));
        assertThat(olist.findings("several-rows")).isEqualTo(Map.of("reviews", 87L));
        assertThat(olist.findings("without-match")).isEqualTo(Map.of("orders - items", 775L));
        assertThat(olist.findings("clock-in-day")).isEqualTo(Map.of("review_creation_date", 5L));
        assertThat(olist.findings("leading-zeros")).isEqualTo(Map.of("zip", 1_995L));
        assertThat(olist.findings("line-breaks")).containsEntry("comment", 433L);
        assertThat(olist.findings("unused-file")).isEqualTo(Map.of("files", 4L));
        assertThat(olist.findingCodes())
                .containsExactlyInAnyOrder(
                        "several-values",
                        "several-rows",
                        "without-match",
                        "clock-in-day",
                        "leading-zeros",
                        "line-breaks",
                        "unused-file");
        assertThat(olist.result().precisions()).containsEntry("survey.sent", Precision.DAY);
        assertThat(olist.result().precisions()).containsEntry("survey.answered", Precision.SECOND);
        assertThat(olist.result().unused())
                .containsExactlyInAnyOrder(
                        "olist_geolocation_dataset.csv",
                        "olist_products_dataset.csv",
                        "olist_sellers_dataset.csv",
                        "product_category_name_translation.csv");
    }

    @Test
    void readsOlistWithoutTheOptionalTables() throws IOException {
        Path base = data("olist/base");
        Outcome olist = run(
                "olist",
                base.resolve("olist_orders_dataset.csv"),
                base.resolve("olist_order_reviews_dataset.csv"),
                base.resolve("olist_customers_dataset.csv"));

        assertThat(olist.result().interactions()).isEqualTo(44_097);
        assertThat(olist.engine().values("seller")).isEmpty();
        assertThat(olist.engine().values("state")).hasSize(8_135);
        assertThat(olist.findingCodes()).doesNotContain("without-match", "column-missing");
    }

    @Test
    void findsTheTextsOfOlistAgain() throws IOException {
        Outcome olist = run("olist", data("olist/base"));
        List<Long> references = olist.engine().values("comment").stream()
                .map(Long.class::cast)
                .limit(2)
                .toList();

        Map<Long, String> texts = olist.result().texts().read("comment", Set.copyOf(references));

        assertThat(texts.get(references.getFirst())).isEqualTo("Péssimo");
        assertThat(olist.result().texts().source("comment", references.getFirst()))
                .isEqualTo(new TextSources.Source("olist_order_reviews_dataset.csv", 2, "review_comment_message"));
    }

    @Test
    void readsOnlineRetail() throws IOException {
        Outcome retail = run("online-retail", data("online_retail"));
        RecordingEngine engine = retail.engine();

        assertThat(engine.countsByTouchpoint()).isEqualTo(Map.of("purchase.made", 22_061L, "goods.returned", 3_836L));
        assertThat(engine.customers()).hasSize(4_372);
        assertThat(engine.keys()).hasSize(4_372 + 3_710 - 3);
        assertThat(engine.values("lines").stream()
                        .mapToDouble(lines -> (double) lines)
                        .sum())
                .isEqualTo(541_909 - 3);
        assertThat(retail.findings("repeated-row")).isEqualTo(Map.of("lines", 5_268L));
        assertThat(retail.findings("left-out")).isEqualTo(Map.of("adjustment", 3L));
        assertThat(retail.result().rejections().rows()).isZero();
    }

    @Test
    void readsNpsVerbatims() throws IOException {
        Outcome nps = run("nps-verbatims", data("nps/nps_verbatims.csv"));
        RecordingEngine engine = nps.engine();

        assertThat(engine.countsByTouchpoint())
                .isEqualTo(Map.of(
                        "First Payment", 1_150L, "Order", 971L, "Equipment Received", 234L, "Service in Use", 30L));
        assertThat(engine.keys()).hasSize(2_385);
        assertThat(engine.customers()).isEmpty();
        assertThat(engine.values("score")).hasSize(2_353);
        assertThat(engine.interactions().getFirst().time.map(Object::toString)).contains("2018-04-11T20:09");
        assertThat(nps.result().rejections().rows()).isZero();
        assertThat(nps.result().precisions()).containsEntry("Order", Precision.MINUTE);
        assertThat(nps.result().findings()).isEmpty();
    }

    @Test
    void readsTelcoChurn() throws IOException {
        Outcome telco = run("telco-churn", data("telco"));
        RecordingEngine engine = telco.engine();

        assertThat(engine.countsByTouchpoint()).isEqualTo(Map.of("contract.started", 7_043L, "contract.ended", 1_869L));
        assertThat(engine.customers()).hasSize(7_043);
        assertThat(engine.values("total_charges")).hasSize(7_032);
        assertThat(engine.interactions())
                .allSatisfy(entry -> assertThat(entry.time).isEmpty());
        assertThat(telco.result().findings()).isEmpty();
    }
}
