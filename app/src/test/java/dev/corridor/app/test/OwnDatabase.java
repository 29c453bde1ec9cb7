package dev.corridor.app.test;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/// Gives each test class a database and a data folder; the next build takes them away.
final class OwnDatabase implements ContextCustomizerFactory {
    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        Class<?> outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return new Given(outermost);
    }

    /// Equal for tests of one class only, so that no context is shared with another.
    private record Given(Class<?> testClass) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestDatabase database = TestDatabase.migrated();
            Path folder = Path.of("target", "test-data", database.url().replaceFirst(".*/", ""));
            TestPropertyValues.of(
                            "CORRIDOR_DB_URL=" + database.url(),
                            "CORRIDOR_DB_USER=" + database.user(),
                            "CORRIDOR_DB_PASSWORD=" + database.password(),
                            "corridor.data=" + folder)
                    .applyTo(context);
        }
    }
}
