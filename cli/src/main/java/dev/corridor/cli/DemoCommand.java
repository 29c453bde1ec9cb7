package dev.corridor.cli;

import dev.corridor.map.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `corridor demo`: makes the sample company, mines it and shows the report.
@Command(
        name = "demo",
        description = "Make the sample company, mine its journeys and open the report.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String JOURNEYS = "12000";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "corridor-demo",
            description =
                    "The folder for tables and report (default: ${DEFAULT-VALUE}); what an earlier demo left there"
                            + " is replaced.")
    private Path out = Path.of("corridor-demo");

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "en", description = "en, pt or ru.")
    private Language language = Language.EN;

    @Option(names = "--no-open", description = "Do not open the report in a browser.")
    private boolean closed;

    @Override
    public Integer call() {
        Path company = out.resolve("company");
        Path report = out.resolve("report.html");
        int made = run("simulate", "--journeys", JOURNEYS, "--out", company.toString(), "--force");
        if (made != ExitCode.OK.number()) {
            return made;
        }
        int mined = run(
                "mine",
                company.toString(),
                "--recipe",
                company.resolve("corridor-recipe.yaml").toString(),
                "--lang",
                language.tag(),
                "--html",
                report.toString(),
                "--force");
        if (mined != ExitCode.OK.number()) {
            return mined;
        }
        PrintWriter answer = spec.commandLine().getOut();
        answer.println();
        answer.println("The report: "
                + PlainText.line(report.toAbsolutePath().normalize().toString()));
        answer.println("Ask it more: ./corridor mine " + PlainText.line(company.toString()) + " --recipe "
                + PlainText.line(company.resolve("corridor-recipe.yaml").toString())
                + " --filter 'passes \"bill.queried\"'");
        if (!closed) {
            open(report);
        }
        return ExitCode.OK.number();
    }

    private int run(String... words) {
        return spec.commandLine().getParent().execute(words);
    }

    /// Opens the report where there is a desktop; elsewhere the path that was printed must do.
    private static void open(Path report) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean mac = system.contains("mac");
        boolean desktop = mac || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!desktop) {
            return;
        }
        try {
            new ProcessBuilder(List.of(
                            mac ? "open" : "xdg-open", report.toAbsolutePath().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException nobodyOpensIt) {
            // The path was printed; a desktop without an opener is no error.
            return;
        }
    }
}
