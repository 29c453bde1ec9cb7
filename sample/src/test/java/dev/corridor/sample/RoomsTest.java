package dev.corridor.sample;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses SAMPLE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor.sample");

    @Test
    void dependsOnTheEngineAlone() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.corridor.sample..", "dev.corridor.engine..", "java..", "org.jspecify..")
                .check(SAMPLE);
    }
}
