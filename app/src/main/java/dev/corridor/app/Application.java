package dev.corridor.app;

import dev.corridor.app.command.ServerCommands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server's parts, put together by Spring.
@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        System.exit(ServerCommands.run(arguments));
    }
}
