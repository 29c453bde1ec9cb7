package dev.corridor.app.command;

import picocli.CommandLine.Option;

/// Where the server listens.
final class AddressOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port to listen on (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String bind = "127.0.0.1";

    int port() {
        return port;
    }

    String bind() {
        return bind;
    }
}
