package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class ServerCommandsTest {
    @TempDir
    private Path temporary = Path.of("");

    /// What a call printed and how it ended.
    private record Outcome(int exit, String out, String err) {}

    @Test
    void listsEveryOptionOfEveryCommandInTheReference() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "server.md"));
        StringBuilder expected = new StringBuilder();
        new CommandLine(new ServerCommands())
                .getSubcommands()
                .forEach((name, command) -> expected.append(options(name, command.getCommandSpec())));
        int from = page.indexOf("### demo\n");
        assertThat(from).isPositive();
        assertThat(page.substring(from, page.indexOf("\n## ", from) + 1)).isEqualTo(expected.toString());
    }

    @Test
    void listsEveryErrorInTheReference() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "server.md"));
        for (ServerError code : ServerError.values()) {
            assertThat(page).contains("| C" + code.number() + " |");
        }
        for (dev.corridor.app.database.DatabaseError code : dev.corridor.app.database.DatabaseError.values()) {
            assertThat(page).contains("| C" + code.number() + " |");
        }
    }

    @Test
    void saysWhichPortIsTakenBeforeItStartsAnything() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = run("start", "--data", data(), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(outcome.exit()).isEqualTo(CommandExit.UNAVAILABLE.number());
            assertThat(outcome.err())
                    .contains("error C4050: port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
                    .contains("remedy: Take another one, for example --port");
            assertThat(Path.of(data(), "postgresql", "data")).doesNotExist();
        }
    }

    @Test
    void refusesAddressOfAnotherMachine() {
        Outcome outcome = run("start", "--data", data(), "--bind", "203.0.113.7", "--port", "0");
        assertThat(outcome.err()).contains("error C4051: '203.0.113.7' is no address of this machine.");
    }

    @Test
    void keepsTheDemoToThisMachine() {
        Outcome outcome = run("demo", "--data", data(), "--bind", "0.0.0.0", "--port", "0");
        assertThat(outcome.exit()).isEqualTo(CommandExit.USAGE.number());
        assertThat(outcome.err()).contains("error C4055: the demo is for this machine only");
        assertThat(Path.of(data())).doesNotExist();
    }

    @Test
    void refusesFileAsDataFolder() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        Outcome outcome = run("start", "--data", file.toString(), "--port", "0");
        assertThat(outcome.exit()).isEqualTo(CommandExit.CANNOT_CREATE.number());
        assertThat(outcome.err()).contains("error C4007: ").contains(file.toString());
    }

    @Test
    void refusesUnknownOptionsInOneBlock() {
        Outcome outcome = run("start", "--prot", "8081");
        assertThat(outcome.exit()).isEqualTo(CommandExit.USAGE.number());
        assertThat(outcome.err()).startsWith("error C4053: ").contains("remedy: See ./corridor help start");
    }

    @Test
    void keepsHostileNamesFromSteeringTheTerminal() {
        Outcome outcome =
                run("status", "--data", temporary.resolve("a\u001b[31mred").toString());
        assertThat(outcome.out()).contains("a?[31mred").doesNotContain("\u001b");
    }

    @Test
    void knowsNoServerWhereOnlyFilesAreLeftOver() throws IOException {
        Path folder = Files.createDirectories(Path.of(data()));
        Files.createFile(folder.resolve("server.lock"));
        Files.writeString(
                folder.resolve("server.pid"),
                ProcessHandle.current().pid() + "\n2026-01-01T00:00:00Z\nhttp://127.0.0.1:8080\n");
        Outcome status = run("status", "--data", data());
        assertThat(status.exit()).isEqualTo(CommandExit.NOT_RUNNING.number());
        assertThat(status.out()).startsWith("No server runs on ");
        Outcome stop = run("stop", "--data", data());
        assertThat(stop.exit()).isZero();
        assertThat(stop.out()).startsWith("No server runs on ");
    }

    @Test
    void examinesMachineWithoutDataFolder() {
        Outcome outcome = run("doctor", "--data", data(), "--port", "0");
        assertThat(outcome.out())
                .contains("java", "memory", "disk", "folder", "port", "database", "stores")
                .contains("the first start makes it");
        assertThat(Path.of(data())).doesNotExist();
    }

    private String data() {
        return temporary.resolve("data").toString();
    }

    private static Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = ServerCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Outcome(exit, out.toString(), err.toString());
    }

    private static String options(String command, CommandSpec spec) {
        StringBuilder table = new StringBuilder("### " + command + "\n\n| option | meaning |\n|---|---|\n");
        spec.positionalParameters().forEach(words -> table.append(row(words.paramLabel(), words)));
        spec.options().forEach(option -> {
            String names = String.join(", ", option.names());
            table.append(row(option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option));
        });
        return table.append('\n').toString();
    }

    private static String row(String words, ArgSpec option) {
        String meaning = String.join(" ", option.description())
                .replace("%%", "%")
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
        return "| `" + words.replace("|", "\\|") + "` | " + meaning.replace("|", "\\|") + " |\n";
    }
}
