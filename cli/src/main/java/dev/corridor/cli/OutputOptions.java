package dev.corridor.cli;

import dev.corridor.cli.mine.Answer;
import dev.corridor.cli.mine.AnswerCsv;
import dev.corridor.cli.mine.Mining;
import dev.corridor.cli.mine.Origin;
import dev.corridor.cli.mine.ReportInput;
import dev.corridor.engine.store.Store;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Language;
import dev.corridor.map.report.HtmlReport;
import dev.corridor.map.svg.SvgMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is written beside the answer on standard output.
final class OutputOptions {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report: one page with the map, paths, tables and findings, that needs no network.")
    private @Nullable Path html;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the map as a picture.")
    private @Nullable Path svg;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "The language of report and map: en, pt or ru.")
    private Language language = Language.EN;

    @Option(names = "--with-ids", description = "Show keys and rejected values as examples in the report.")
    private boolean withIds;

    @Option(names = "--csv", paramLabel = "DIR", description = "Write the tables of the answer as CSV files.")
    private @Nullable Path csv;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keep the journeys in this folder; mine DIR asks them again without the source.")
    private @Nullable Path save;

    @Option(names = "--force", description = "Replace files and stores that exist already.")
    private boolean force;

    /// Refuses before any work is done.
    void requireFree() {
        for (Path file : files()) {
            OutputFile.requireFree(file, force);
        }
        if (csv != null) {
            AnswerCsv.files().forEach(name -> OutputFile.requireFree(csv.resolve(name), force));
        }
    }

    private List<Path> files() {
        return Stream.of(html, svg).filter(Objects::nonNull).toList();
    }

    void write(Store store, Origin origin, Mining mining, Answer answer, boolean includeSmall) {
        if (html != null || svg != null) {
            FlowReport report = ReportInput.of(mining, answer, withIds);
            if (html != null) {
                OutputFile.write(
                        html, force, HtmlReport.render(report, new HtmlReport.Options(language, includeSmall)));
            }
            if (svg != null) {
                OutputFile.write(svg, force, SvgMap.render(report, language));
            }
        }
        if (csv != null) {
            AnswerCsv.tables(answer).forEach((name, text) -> OutputFile.write(csv.resolve(name), force, text));
        }
        if (save != null) {
            store.save(save, origin.notes(), force);
        }
    }
}
