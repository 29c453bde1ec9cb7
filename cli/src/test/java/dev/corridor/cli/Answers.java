package dev.corridor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A small table of answers whose figures were counted by other means, and its recipe.
///
/// Row i of 120 is customer `i * i mod 97`, in one of four regions, the last four rows in a fifth; every eighth is
/// not answered; the north answers 7 to 10.
final class Answers {
    static final String RECIPE = """
            recipe: Answers
            zone: none
            tables:
              answers: {columns: [id, person, region, day, stars]}
            interactions:
              - from: answers
                journey: id
                customer: person
                touchpoint: {column: id, otherwise: survey.answered}
                time: day
                score: {column: stars, scale: 0..10}
                attributes:
                  region: {column: region, level: key, known: start}
                  lucky: {column: id, kind: number, level: key}
            """;

    private static final String HEADER = "id,person,region,day,stars\n";

    private final Path folder;

    Answers(Path folder) {
        this.folder = folder;
    }

    Path recipe(String text) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), text);
    }

    Path table() throws IOException {
        return rows(IntStream.range(0, 120).mapToObj(Answers::row).collect(Collectors.joining()));
    }

    private static String row(int i) {
        String region = i >= 116 ? "Rare" : new String[] {"North", "South", "East", "West"}[i % 4];
        int score = region.equals("North") ? 7 + i / 4 % 4 : (i * 7 + i / 5) % 11;
        return i + ",c" + i * i % 97 + "," + region + ","
                + LocalDate.of(2024, 1, 1).plusDays(i) + "," + (i % 8 == 5 ? "" : score) + "\n";
    }

    Path rows(String rows) throws IOException {
        return Files.writeString(folder.resolve("answers.csv"), HEADER + rows);
    }

    /// A call of `score` with the usual recipe.
    Call score(Path table, Object... options) throws IOException {
        Object[] words = new Object[options.length + 4];
        words[0] = "score";
        words[1] = table;
        words[2] = "--recipe";
        words[3] = recipe(RECIPE);
        System.arraycopy(options, 0, words, 4, options.length);
        return Call.of(words);
    }
}
