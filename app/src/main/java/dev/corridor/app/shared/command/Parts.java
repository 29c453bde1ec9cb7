package dev.corridor.app.shared.command;

import dev.corridor.app.Application;
import dev.corridor.app.database.DatabaseError;
import dev.corridor.engine.error.CorridorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The server's parts on a data folder: for the server itself, and without web for a command.
public final class Parts {
    private Parts() {}

    /// Lets a command work with the parts on a data folder, without web and each made when it is asked for.
    /// Its database is started and stopped again, or shared with the server that runs there.
    ///
    /// @throws CorridorException what the database refuses: C4000-C4012
    public static <T> T use(Path data, Function<ApplicationContext, T> work) {
        SpringApplication application = on(data, Map.of("spring.main.lazy-initialization", "true"));
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext parts = started(application)) {
            return work.apply(parts);
        }
    }

    /// The application on a data folder: it logs into the folder, and nothing onto the terminal.
    public static SpringApplication on(Path data, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("corridor.data", data.toString());
        all.put("logging.file.name", data.resolve("logs/corridor.log").toString());
        all.put("logging.threshold.console", "off");
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(all);
        application.setLogStartupInfo(false);
        return application;
    }

    /// Starts it; what one of its parts refuses comes out as it was thrown.
    public static ConfigurableApplicationContext started(SpringApplication application) {
        try {
            return application.run();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof CorridorException refusal) {
                    throw refusal;
                }
                if (cause instanceof FlywayException notMigrated) {
                    throw new CorridorException(
                            DatabaseError.NOT_MIGRATED,
                            "the database's tables cannot be brought to this version of Corridor: "
                                    + String.valueOf(notMigrated.getMessage())
                                            .lines()
                                            .filter(line -> !line.isBlank())
                                            .limit(2)
                                            .collect(Collectors.joining(" ")),
                            "Use the Corridor that wrote them, or a newer one; nothing was changed.",
                            notMigrated);
                }
            }
            throw failure;
        }
    }
}
