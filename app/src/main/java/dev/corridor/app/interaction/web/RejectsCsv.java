package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.Imports;
import dev.corridor.recipes.intake.CsvCell;
import java.io.IOException;
import java.io.Writer;

/// Rejects as CSV, as the command line writes them.
final class RejectsCsv {
    private RejectsCsv() {}

    static void head(Writer out) throws IOException {
        out.write("file,line,column,code,reason,value\n");
    }

    static void line(Writer out, Imports.Rejected reject) throws IOException {
        out.write(CsvCell.of(reject.file()) + "," + reject.line() + "," + CsvCell.of(reject.columnName()) + ","
                + reject.code() + "," + CsvCell.of(reject.sentence()) + "," + CsvCell.of(reject.value()) + "\n");
    }
}
