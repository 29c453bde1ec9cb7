package dev.corridor.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which room may know which, over the classes of all modules.
final class ArchitectureTest {
    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.corridor");

    @Test
    void seesEveryRoom() {
        assertThat(List.of("engine", "recipes", "map", "cli", "testkit"))
                .allMatch(room ->
                        ROOMS.stream().anyMatch(type -> type.getPackageName().startsWith("dev.corridor." + room)));
    }

    @Test
    void keepsEngineOnJavaBaseAlone() {
        classes()
                .that()
                .resideInAPackage("dev.corridor.engine..")
                .should()
                .onlyDependOnClassesThat(isOfJavaBaseOrTheEngine())
                .check(ROOMS);
    }

    @Test
    void keepsPackagesFreeOfCycles() {
        slices().matching("dev.corridor.(**)").should().beFreeOfCycles().check(ROOMS);
    }

    @Test
    void keepsRecipesApartFromMapAndCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.recipes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.corridor.map..", "dev.corridor.cli..", "dev.corridor.testkit..")
                .check(ROOMS);
    }

    @Test
    void keepsMapApartFromAllOthers() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.map..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.corridor.engine..",
                        "dev.corridor.recipes..",
                        "dev.corridor.cli..",
                        "dev.corridor.testkit..")
                .check(ROOMS);
    }

    @Test
    void keepsOracleOutOfTheProduct() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.corridor.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.corridor.testkit..")
                .check(ROOMS);
    }

    /// Null annotations are read by the compiler only.
    private static DescribedPredicate<JavaClass> isOfJavaBaseOrTheEngine() {
        Set<String> base = Object.class.getModule().getPackages();
        return describe(
                "are of java.base or the engine",
                type -> type.isPrimitive()
                        || base.contains(type.getBaseComponentType().getPackageName())
                        || type.getBaseComponentType().isPrimitive()
                        || type.getBaseComponentType().getPackageName().startsWith("dev.corridor.engine")
                        || type.getPackageName().equals("org.jspecify.annotations"));
    }
}
