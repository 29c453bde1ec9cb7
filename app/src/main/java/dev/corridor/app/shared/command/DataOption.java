package dev.corridor.app.shared.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// `--data DIR`: the folder with everything one Corridor knows.
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "corridor-data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("corridor-data");

    public Path folder() {
        return folder;
    }
}
