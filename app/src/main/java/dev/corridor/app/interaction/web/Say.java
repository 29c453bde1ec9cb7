package dev.corridor.app.interaction.web;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.FindingWords;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.shared.web.Page;
import dev.corridor.recipes.recipe.Recipe;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// Sizes, times and durations as the pages about data say them.
public final class Say {
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1_000_000_000;

    private Say() {}

    /// On the server's clock.
    public static String moment(Page page, Instant instant) {
        return page.words().moment(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
    }

    /// The day of a time in a data set.
    ///
    /// @param second since 1970-01-01T00:00
    public static String day(Page page, long second) {
        return page.words().day(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    public static String bytes(Page page, long bytes) {
        if (bytes < KILO) {
            return page.say("data.bytes", page.words().number(bytes));
        }
        if (bytes < MEGA) {
            return page.say("data.kilobytes", page.words().number(Math.round((double) bytes / KILO)));
        }
        return bytes < GIGA
                ? page.say("data.megabytes", page.words().decimal((double) bytes / MEGA))
                : page.say("data.gigabytes", page.words().decimal((double) bytes / GIGA));
    }

    /// Who handed an import in.
    public static String by(Page page, Import of) {
        return of.createdBy().equals(Import.COMMAND_LINE) ? page.say("data.who.command") : of.createdBy();
    }

    public static String number(Page page, long number) {
        return page.words().number(number);
    }

    /// A finding in the reader's language.
    public static String finding(Page page, Recipe recipe, Answer.Finding finding) {
        return FindingWords.of(finding, (name, language) -> recipe.displayName(name, language.tag()))
                .in(page.language());
    }

    /// The files that a finding is about, where its sentence only counts them.
    public static List<String> files(Answer.Finding finding) {
        return finding.code().equals(Answer.Finding.UNUSED_FILE) ? finding.examples() : List.of();
    }

    /// What a finding means and what to do about it; empty where nothing is known.
    public static String advice(Page page, Answer.Finding finding) {
        return FindingWords.advice(finding)
                .map(text -> text.in(page.language()))
                .orElse("");
    }

    /// A reason of rejects in the reader's language.
    public static String reason(Page page, String code, String sentence) {
        return FindingWords.of(new Answer.Reason(code, sentence, 0, List.of())).in(page.language());
    }
}
