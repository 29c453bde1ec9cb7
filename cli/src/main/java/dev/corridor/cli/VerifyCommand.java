package dev.corridor.cli;

import dev.corridor.engine.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corridor verify`: reads every byte of a saved store and checks it.
@Command(name = "verify", description = "Check every byte of a saved store.", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder of a store written by mine --save.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        MineCommand.requireExists(folder);
        Store store = Store.open(folder);
        store.verify();
        var out = spec.commandLine().getOut();
        out.printf("%s is whole: %,d interactions.%n", PlainText.line(folder.toString()), store.interactions());
        Map<String, Long> sizes = store.sizes();
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        out.printf("%,d bytes, %.2f per interaction:%n", total, (double) total / Math.max(1, store.interactions()));
        sizes.forEach((name, bytes) -> out.printf(
                "  %-24s %,14d  %6.2f%n",
                PlainText.line(label(store, name)), bytes, (double) bytes / Math.max(1, store.interactions())));
        return ExitCode.OK.number();
    }

    /// A block's name, with the attribute's where it belongs to one.
    private static String label(Store store, String block) {
        int slash = block.indexOf('/');
        String kind = slash < 0 ? block : block.substring(0, slash);
        boolean attribute =
                kind.equals("VALUES") || kind.equals("ROWS") || kind.equals("MEMBERS") || kind.equals("MEMBER_ENDS");
        int id = slash < 0 ? 0 : Integer.parseInt(block.substring(slash + 1));
        return attribute
                ? kind.toLowerCase(java.util.Locale.ROOT) + " "
                        + store.schema().attributes().get(id).name()
                : kind.toLowerCase(java.util.Locale.ROOT);
    }
}
