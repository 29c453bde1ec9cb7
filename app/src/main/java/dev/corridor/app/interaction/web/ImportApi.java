package dev.corridor.app.interaction.web;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.answers.mine.Origin;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Words;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How an import is doing or what became of it, for programs.
@RestController
@Requires(Permission.READ_FIGURES)
class ImportApi {
    private final Imports imports;
    private final Stores stores;

    ImportApi(Imports imports, Stores stores) {
        this.imports = imports;
        this.stores = stores;
    }

    /// @param counted whether it is done and the figures that are read now are those after it
    /// @param rejected examples, which hold cells of the source, only for those who may list customers
    /// @param failure its sentence, which may quote a cell, only for them too; the others read what kind it is
    private record Told(
            long id,
            @Nullable Long set,
            String name,
            String state,
            boolean counted,
            List<String> files,
            String createdAt,
            @Nullable String finishedAt,
            Import.Figures figures,
            long rows,
            Answer.@Nullable Rejected rejected,
            List<Answer.Finding> findings,
            Import.@Nullable Failure failure) {}

    @GetMapping(path = "/api/v1/imports/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    String told(@PathVariable long id) {
        Import found = imports.require(new ImportId(id));
        boolean cells = Caller.current().may(Permission.LIST_CUSTOMERS);
        Optional<Origin.Reading> reading = found.reading();
        return AnswerJson.write(new Told(
                id,
                found.set().map(set -> set.value()).orElse(null),
                found.name(),
                found.state().name().toLowerCase(Locale.ROOT),
                found.state() == Import.State.DONE
                        && found.set().filter(stores::isCurrent).isPresent(),
                found.files().stream().map(Import.File::name).toList(),
                found.createdAt().toString(),
                found.finishedAt().map(Object::toString).orElse(null),
                found.figures(),
                reading.map(Origin.Reading::rows).orElse(0L),
                reading.map(read -> cells ? read.rejected() : withoutCells(read.rejected()))
                        .orElse(null),
                reading.map(read -> cells ? read.findings() : withoutCells(read.findings()))
                        .orElse(List.of()),
                found.failure().map(why -> cells ? why : withoutCells(why)).orElse(null)));
    }

    private static Answer.Rejected withoutCells(Answer.Rejected rejected) {
        return new Answer.Rejected(
                rejected.rows(),
                rejected.reasons().stream()
                        .map(reason -> new Answer.Reason(reason.code(), reason.sentence(), reason.count(), List.of()))
                        .toList());
    }

    private static Import.Failure withoutCells(Import.Failure failure) {
        Wording english = Words.in(Language.EN);
        String title = Stream.of("problem", "title")
                .map(kind -> "import." + kind + "." + failure.code())
                .filter(key -> english.all().containsKey(key))
                .findFirst()
                .map(english::say)
                .orElse("The import did not work");
        return new Import.Failure(failure.code(), title.endsWith(".") ? title : title + ".", null);
    }

    private static List<Answer.Finding> withoutCells(List<Answer.Finding> findings) {
        return findings.stream()
                .map(finding -> new Answer.Finding(
                        finding.code(),
                        finding.subject(),
                        finding.count(),
                        finding.denominator(),
                        finding.sentence(),
                        List.of()))
                .toList();
    }
}
