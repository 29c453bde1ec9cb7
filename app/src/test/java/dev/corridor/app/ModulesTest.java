package dev.corridor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;

class ModulesTest {
    private static final ApplicationModules MODULES =
            ApplicationModules.of(Application.class, place -> !place.contains("test-classes"));
    private static final Path DRAWN = Path.of("../docs/reference/modules.puml");

    @Test
    void capabilitiesKnowEachOtherThroughTheirRootsAndWithoutCycles() {
        MODULES.verify();
    }

    /// Run with `-Dgolden=write` to draw it anew.
    @Test
    void drawingInTheDocumentationIsTheOneOfTheCode() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "modules");
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults());
        String drawn = Files.readString(folder.resolve("components.puml"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DRAWN, drawn);
        }
        assertThat(drawn.lines().sorted())
                .containsExactlyElementsOf(
                        Files.readString(DRAWN).lines().sorted().toList());
    }
}
