package dev.corridor.cli.page;

import dev.corridor.analysis.table.Omission;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.List;
import java.util.stream.Stream;

/// Notes of an answer, for JSON and for the foot of a page.
public final class Notes {
    private static final int LISTED = 8;

    private Notes() {}

    /// The reason why there is no answer; none where there is one.
    public static List<Note> reason(Result<?> result) {
        return switch (result) {
            case Result.Answer<?> _ -> List.of();
            case Result.Suppressed<?>(long n, Note reason) -> List.of(reason);
            case Result.NotPossible<?>(long n, Note reason) -> List.of(reason);
        };
    }

    /// The reasons of all results without an answer, each once.
    public static List<Note> reasons(Result<?>... results) {
        return Stream.of(results)
                .flatMap(result -> reason(result).stream())
                .distinct()
                .toList();
    }

    /// Warnings as a list, or nothing.
    public static void warnings(Page page, List<Note> notes) {
        if (!notes.isEmpty()) {
            page.section("Mind");
            notes.forEach(note -> page.wrapped("  - ", note.sentence()));
        }
    }

    /// What was not used and why, with the first place of each reason, or nothing.
    public static void omissions(Page page, String file, List<Omission> omissions) {
        if (omissions.isEmpty()) {
            return;
        }
        page.section("Not used");
        for (Omission omission : omissions.stream().limit(LISTED).toList()) {
            Omission.Place place = omission.examples().getFirst();
            page.wrapped(
                    "  - ",
                    omission.sentence() + " First: " + page.name(file) + " line " + place.line()
                            + (omission.column().isEmpty() ? "" : ", " + page.name(omission.column()))
                            + (place.value().isEmpty() ? "" : ": \"" + page.name(place.value()) + "\"") + ".");
        }
        if (omissions.size() > LISTED) {
            page.line("  and for " + (omissions.size() - LISTED) + " more reasons (--json)");
        }
    }
}
