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
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("dev.corridor");

    private static final List<String> NAMES =
            List.of("engine", "recipes", "statistics", "map", "analysis", "answers", "sample", "cli", "testkit");

    @Test
    void seesEveryRoom() {
        assertThat(NAMES)
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
    void letsRecipesKnowTheEngineAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.recipes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(roomsBut("recipes", "engine"))
                .check(ROOMS);
    }

    @Test
    void keepsMapApartFromAllOthers() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.map..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(roomsBut("map"))
                .check(ROOMS);
    }

    @Test
    void keepsAnswersApartFromTheirReaders() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.answers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(roomsBut("answers", "analysis", "statistics", "map", "recipes", "engine"))
                .check(ROOMS);
    }

    @Test
    void letsSampleCompanyKnowTheEngineAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.corridor.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(roomsBut("sample", "engine"))
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

    private static String[] roomsBut(String... known) {
        return NAMES.stream()
                .filter(room -> !List.of(known).contains(room))
                .map(room -> "dev.corridor." + room + "..")
                .toArray(String[]::new);
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
