package dev.corridor.answers.source;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.recipes.intake.Finding;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.intake.Rejections;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What reading tables left, in the words of answers.
public final class TablesRead {
    private TablesRead() {}

    /// @param title what to call the data
    /// @param found the files that were looked at
    /// @param own those of the product's own, which nobody misses
    /// @param proposal the recipe that should have been used, where there is one
    public static Origin.Reading reading(
            String title, Tables.Found found, OwnFiles own, Optional<Answer.Finding> proposal, IntakeResult result) {
        List<Answer.Finding> findings = new ArrayList<>();
        proposal.ifPresent(findings::add);
        for (Finding finding : result.findings()) {
            findings.add(new Answer.Finding(
                    finding.code(),
                    finding.subject(),
                    finding.count(),
                    finding.denominator(),
                    finding.sentence(),
                    finding.examples()));
        }
        List<Tables.Unused> unusedFiles = found.unused().stream()
                .filter(unused -> !own.names().contains(unused.file()))
                .toList();
        for (Tables.Unused unused : unusedFiles) {
            findings.add(new Answer.Finding(
                    "unused-file",
                    unused.file(),
                    1,
                    found.tables().size() + unusedFiles.size(),
                    "The file " + unused.file() + " was not used. " + unused.reason(),
                    List.of()));
        }
        List<String> byDay = result.precisions().entrySet().stream()
                .filter(entry -> entry.getValue() == Precision.DAY)
                .map(Map.Entry::getKey)
                .toList();
        return new Origin.Reading(
                title,
                found.tables().stream().map(Table::file).toList(),
                result.rows(),
                rejected(result.rejections()),
                findings,
                byDay);
    }

    private static Answer.Rejected rejected(Rejections rejections) {
        return new Answer.Rejected(
                rejections.rows(),
                rejections.reasons().stream()
                        .map(reason -> new Answer.Reason(
                                reason.code(),
                                reason.sentence(),
                                reason.count(),
                                reason.examples().stream()
                                        .map(TablesRead::place)
                                        .toList()))
                        .toList());
    }

    private static Answer.Place place(Reject reject) {
        return new Answer.Place(reject.file(), reject.line(), reject.column(), reject.value());
    }
}
