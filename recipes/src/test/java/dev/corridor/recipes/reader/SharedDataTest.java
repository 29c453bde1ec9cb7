package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts over real files, each found independently with another program.
class SharedDataTest {
    static Path data(String file) {
        String named = Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                .orElse("../../shared/data");
        Path path = Path.of(named).resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not there");
        return path;
    }

    @ParameterizedTest
    @CsvSource({
        "olist/base/olist_customers_dataset.csv, 5, 8135",
        "olist/base/olist_geolocation_dataset.csv, 5, 45928",
        "olist/base/olist_order_items_dataset.csv, 7, 8365",
        "olist/base/olist_order_payments_dataset.csv, 5, 8924",
        "olist/base/olist_order_reviews_dataset.csv, 7, 8225",
        "olist/base/olist_orders_dataset.csv, 8, 8135",
        "olist/base/olist_products_dataset.csv, 9, 5460",
        "olist/base/olist_sellers_dataset.csv, 4, 1610",
        "olist/base/product_category_name_translation.csv, 2, 71",
        "olist/funnel/olist_marketing_qualified_leads_dataset.csv, 4, 8000",
        "olist/funnel/olist_closed_deals_dataset.csv, 14, 842",
        "nps/nps_verbatims.csv, 6, 2385",
        "nps/shapka_example_01.csv, 21, 1842",
        "telco/Telco-Customer-Churn.csv, 21, 7043",
        "nhs_fft/phase_1_text_data.csv, 8, 10334",
        "online_retail/online_retail.csv.gz, 8, 541909",
        "xes/receipt.csv, 15, 8577",
        "xes/running-example.csv, 9, 42",
    })
    void countsTheRowsOfDelimitedFiles(String file, int columns, int rows) {
        Table table = Tables.open(data(file), ReadOptions.detect());
        List<Reject> rejects = new ArrayList<>();
        long[] count = new long[1];
        table.read(row -> count[0]++, rejects::add);
        assertThat(rejects).isEmpty();
        assertThat(table.columns()).hasSize(columns);
        assertThat(count[0]).isEqualTo(rows);
    }
}
