package dev.corridor.cli;

import java.io.Console;
import java.io.PrintWriter;

/// A bar of progress on a terminal; silent where standard error is none.
final class Progress {
    private static final int CELLS = 30;
    private static final long EVERY_NANOS = 100_000_000L;

    private final PrintWriter terminal;
    private final boolean shown;
    private long last;
    private int width;

    private Progress(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    static Progress on(PrintWriter messages) {
        return new Progress(messages, isShown());
    }

    /// Whether somebody looks at a terminal on which a line can be written over.
    static boolean isShown() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /// @param share 0 to 1
    void reading(String file, long rows, double share) {
        long now = System.nanoTime();
        if (shown && now - last >= EVERY_NANOS) {
            last = now;
            int full = (int) Math.round(Math.clamp(share, 0, 1) * CELLS);
            show("[" + "=".repeat(full) + " ".repeat(CELLS - full) + "] "
                    + String.format(java.util.Locale.ROOT, "%3.0f %%  %,d rows  ", 100 * share, rows)
                    + PlainText.line(file));
        }
    }

    void building() {
        if (shown) {
            show("putting the journeys in order");
        }
    }

    void done() {
        if (shown && width > 0) {
            show("");
            terminal.print('\r');
            terminal.flush();
        }
    }

    private void show(String text) {
        terminal.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
        terminal.flush();
        width = text.length();
    }
}
