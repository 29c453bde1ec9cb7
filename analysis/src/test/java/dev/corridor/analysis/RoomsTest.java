package dev.corridor.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses ANALYSIS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor.analysis");

    @Test
    void knowsNobodyWhoTellsItsAnswers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.corridor.answers..", "dev.corridor.map..", "dev.corridor.cli..", "picocli..")
                .check(ANALYSIS);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.corridor.analysis.(**)")
                .should()
                .beFreeOfCycles()
                .check(ANALYSIS);
    }
}
