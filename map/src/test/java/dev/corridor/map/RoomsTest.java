package dev.corridor.map;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses MAP = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor.map");

    @Test
    void dependsOnNothingButTheJdk() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.corridor.map..", "java..", "org.jspecify..")
                .check(MAP);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.corridor.map.(*)..").should().beFreeOfCycles().check(MAP);
    }

    @Test
    void layoutKnowsNothingOfReports() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.corridor.map.layout")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.corridor.map.layout", "java..", "org.jspecify..")
                .check(MAP);
    }
}
