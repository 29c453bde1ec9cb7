package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.Imports;
import java.io.IOException;
import java.io.Writer;

/// Rejects as CSV, as the command line writes them.
final class RejectsCsv {
    private static final String FORMULA = "=+-@\t\r";

    private RejectsCsv() {}

    static void head(Writer out) throws IOException {
        out.write("file,line,column,code,reason,value\n");
    }

    static void line(Writer out, Imports.Rejected reject) throws IOException {
        out.write(quoted(reject.file()) + "," + reject.line() + "," + quoted(reject.columnName()) + "," + reject.code()
                + "," + quoted(reject.sentence()) + "," + quoted(reject.value()) + "\n");
    }

    /// In quotes; a text that a spreadsheet would run as a formula is kept from it.
    private static String quoted(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
