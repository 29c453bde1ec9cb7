package dev.corridor.answers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses ANSWERS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor.answers");

    @Test
    void knowsNobodyWhoAsks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.corridor.cli..", "dev.corridor.sample..", "picocli..")
                .check(ANSWERS);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.corridor.answers.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ANSWERS);
    }
}
