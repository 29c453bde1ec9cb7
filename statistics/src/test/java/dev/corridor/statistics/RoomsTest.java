package dev.corridor.statistics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses STATISTICS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor.statistics");

    @Test
    void dependsOnNothingButMathematics() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.corridor.statistics..", "java..", "org.jspecify..", "org.hipparchus..", "org.ejml..")
                .check(STATISTICS);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.corridor.(**)").should().beFreeOfCycles().check(STATISTICS);
    }

    @Test
    void showsResultsWithoutKnowingMethods() {
        classes()
                .that()
                .resideInAPackage("dev.corridor.statistics")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.corridor.statistics", "java..", "org.jspecify..")
                .check(STATISTICS);
    }
}
