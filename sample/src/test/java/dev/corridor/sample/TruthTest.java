package dev.corridor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The truth as a document.
final class TruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"1, PLANTED", "1, NONE", "40, PLANTED", "3000, PLANTED", "3000, NONE"})
    void keepsItsSchema(long journeys, Effects effects) throws IOException {
        Path page = Path.of("../docs/reference/truth.schema.json");
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(page));
        assertThat(schema.validate(document(journeys, effects))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void plantsMomentsDecoysAndAnImprovementOrNothing(Effects effects) throws IOException {
        JsonNode truth = document(2_000, effects);
        boolean planted = effects == Effects.PLANTED;
        assertThat(truth.get("moments")).hasSize(planted ? 6 : 0);
        assertThat(truth.get("decoys")).hasSize(planted ? 2 : 0);
        assertThat(truth.get("improvements")).hasSize(planted ? 1 : 0);
        assertThat(truth.get("detours")).hasSizeGreaterThan(5);
        assertThat(truth.get("journeys").asLong()).isEqualTo(2_000);
        assertThat(StreamSupport.stream(truth.get("detours").spliterator(), false))
                .allMatch(detour -> detour.get("journeys").asLong() > 0);
    }

    private static JsonNode document(long journeys, Effects effects) throws IOException {
        Truth truth = new Truth(new Setup(journeys, 7, effects));
        new Company(new Setup(journeys, 7, effects)).tell(truth);
        return JSON.readTree(Json.of(truth.document()));
    }
}
