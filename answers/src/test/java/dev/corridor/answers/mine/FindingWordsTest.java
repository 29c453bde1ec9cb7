package dev.corridor.answers.mine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.analysis.words.Plural;
import dev.corridor.map.Language;
import dev.corridor.map.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is found, in every language.
final class FindingWordsTest {
    private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*+)\"";

    /// Where a code is written down: the first argument of a finding, a count of findings, a reject or a fault.
    private static final Pattern CODE = Pattern.compile(
            "(?:\\btally|\\bFinding|\\breject|\\brejectText|\\bReject|\\bFlaw|[A-Z_]{4,})\\(\\s*(?:row,\\s*)?\"([a-z0-9]+(?:-[a-z0-9]+)*)\",");

    private static final Pattern EITHER = Pattern.compile("\\? \"([a-z]+(?:-[a-z]+)*)\" : \"([a-z]+(?:-[a-z]+)*)\",");

    /// Names that no template holds, so that each is found again where it belongs.
    private static final List<String> NAMES = List.of("ALPHA", "BETA", "GAMMA");

    @Test
    void hasEveryCodeThatIsProducedAnywhere() throws IOException {
        Set<String> produced = new TreeSet<>();
        for (String source : sources()) {
            CODE.matcher(source).results().forEach(match -> produced.add(match.group(1)));
            EITHER.matcher(source).results().forEach(match -> {
                produced.add(match.group(1));
                produced.add(match.group(2));
            });
        }
        assertThat(produced)
                .hasSizeGreaterThan(45)
                .contains(
                        "without-match",
                        "nul-byte",
                        "too-few-cells",
                        "missing",
                        "unexpected",
                        "unused-file",
                        "clock-gap")
                .allMatch(code -> !FindingWords.keys(code).isEmpty(), "has a template");
    }

    /// A template that nobody writes any more, or in other words, is found here.
    @Test
    void saysInEnglishWhatTheSourcesSay() throws IOException {
        StringBuilder literals = new StringBuilder();
        for (String source : sources()) {
            String joined = source.replaceAll("\"\\s*\\+\\s*\"", "");
            Matcher literal = Pattern.compile(LITERAL).matcher(joined);
            while (literal.find()) {
                literals.append(literal.group(1).replace("\\\"", "\"")).append('\n');
            }
        }
        for (var template : FindingWords.patterns(Language.EN).entrySet()) {
            for (String piece : template.getValue().split("\\{[a-z0-9]+}|touchpoint|customer|their j|was not used. ")) {
                String words =
                        piece.strip().replaceAll("^[\"'.,(]+|[\"'.,(<>]+$", "").strip();
                assertThat(literals.indexOf(words))
                        .as(template.getKey() + ": " + words)
                        .isNotNegative();
            }
        }
    }

    @Test
    void hasTheSameTemplatesAndSlotsInEveryLanguage() {
        Pattern slot = Pattern.compile("\\{(n|of|rest|\\d)}");
        for (var english : FindingWords.patterns(Language.EN).entrySet()) {
            for (Language language : List.of(Language.PT, Language.RU)) {
                String other = FindingWords.patterns(language).getOrDefault(english.getKey(), "");
                assertThat(other).as(english.getKey()).isNotEmpty();
                Set<String> missing = slots(slot, english.getValue());
                missing.removeAll(slots(slot, other));
                assertThat(slots(slot, english.getValue())).containsAll(slots(slot, other));
                if (!english.getKey().startsWith("unused-file.")) {
                    assertThat(missing).as(language + " " + english.getKey()).isEmpty();
                }
            }
        }
        assertThat(FindingWords.patterns(Language.PT))
                .hasSameSizeAs(FindingWords.patterns(Language.EN))
                .hasSameSizeAs(FindingWords.patterns(Language.RU));
    }

    private static Set<String> slots(Pattern slot, String template) {
        Set<String> slots = new TreeSet<>();
        slot.matcher(template).results().forEach(match -> slots.add(match.group(1)));
        return slots;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 21", "2, 22", "5, 1234567", "11, 12", "1001, 2002"})
    void saysEveryTemplateForEveryNumber(long count, long of) {
        for (var template : FindingWords.patterns(Language.EN).entrySet()) {
            String sentence = template.getValue()
                    .replace("{n}", Plural.number(count))
                    .replace("{of}", Plural.number(of))
                    .replace("{rest}", Plural.number(of - count));
            for (int i = 0; i < NAMES.size(); i++) {
                sentence = sentence.replace("{" + i + "}", NAMES.get(i));
            }
            String code = template.getKey().split("\\.")[0];
            Text text = FindingWords.of(
                    new Answer.Finding(code, "ALPHA", count, of, sentence, List.of()), (name, language) -> name);
            assertThat(text.in(Language.EN)).isEqualTo(sentence);
            for (Language language : List.of(Language.PT, Language.RU)) {
                assertThat(text.in(language))
                        .as(template.getKey())
                        .isNotEqualTo(sentence)
                        .doesNotContain("{", "}", "|");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, '1 из 1 строки таблицы «a» в точности повторяет более раннюю; учтены все.'",
        "2, 21, '2 из 21 строки таблицы «a» в точности повторяют более раннюю; учтены все.'",
        "11, 12345, '11 из 12\u00a0345 строк таблицы «a» в точности повторяют более раннюю; учтены все.'"
    })
    void countsInRussian(long count, long of, String expected) {
        assertThat(repeated("a", count, of).in(Language.RU)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, '1 de 1 linha da tabela “a” repete exatamente uma linha anterior; todas contam.'",
        "2, 12345, '2 de 12.345 linhas da tabela “a” repetem exatamente uma linha anterior; todas contam.'"
    })
    void countsInPortuguese(long count, long of, String expected) {
        assertThat(repeated("a", count, of).in(Language.PT)).isEqualTo(expected);
    }

    @Test
    void keepsHostileNamesAsTheyAre() {
        for (String name : List.of("{0} {n} {", "' repeat an earlier row exactly", "</script>", "x".repeat(100_000))) {
            assertThat(repeated(name, 1, 2).in(Language.PT)).contains(name);
        }
    }

    @Test
    void keepsUnknownSentencesInEnglish() {
        Text text = FindingWords.of(new Answer.Reason("never-heard-of", "Something new.", 1, List.of()));
        assertThat(text.in(Language.RU)).isEqualTo("Something new.");
        assertThat(FindingWords.of(new Answer.Reason("no-journey", "Other words.", 1, List.of()))
                        .in(Language.RU))
                .isEqualTo("Other words.");
    }

    @Test
    void saysWhatToDoAboutEverythingInEveryLanguage() {
        for (Language language : Language.values()) {
            Set<String> unused = new TreeSet<>(FindingWords.advice(language).keySet());
            for (String key : FindingWords.patterns(Language.EN).keySet()) {
                String code = key.split("\\.")[0];
                assertThat(FindingWords.advice(language).keySet())
                        .as(language + " " + key)
                        .containsAnyOf(key, code);
                unused.removeAll(List.of(key, code));
            }
            assertThat(unused).as("advice on nothing in " + language).isEmpty();
            assertThat(FindingWords.advice(language).values())
                    .allMatch(
                            advice -> advice.matches("(?s).*[.?]") && advice.indexOf(". ") > 0,
                            "meaning, then what to do")
                    .noneMatch(advice -> advice.contains("{"));
        }
        assertThat(FindingWords.advice(Language.EN).keySet())
                .isEqualTo(FindingWords.advice(Language.PT).keySet())
                .isEqualTo(FindingWords.advice(Language.RU).keySet());
    }

    @Test
    void advisesByTheKindOfFinding() {
        String sentence = "3 of 10 rows of the table 'calls' have no customer; they are rejected.";
        Answer.Finding rejected = new Answer.Finding("no-customer", "calls", 3, 10, sentence, List.of());
        assertThat(rejected.advice()).startsWith("They are in no figure. Fill the customer in at the source");
        Answer.Finding kept = new Answer.Finding(
                "no-customer",
                "calls",
                3,
                10,
                "3 of 10 rows of the table 'calls' have no customer; their journeys count, no customer does.",
                List.of());
        assertThat(kept.advice()).startsWith("The number of customers is too low");
        assertThat(new Answer.Finding("never-heard-of", "x", 1, 1, "Something new.", List.of()).advice())
                .isEmpty();
    }

    @Test
    void namesTouchpointsAsThePageDoes() {
        Answer.Finding finding = new Answer.Finding(
                "out-of-order",
                "parcel.delivered not before parcel.sent",
                3,
                10,
                "In 3 of 10 journeys with both, \"parcel.delivered\" comes before \"parcel.sent\".",
                List.of());
        Text text = FindingWords.of(
                finding, (name, language) -> name.equals("parcel.sent") ? "shown in " + language.tag() : name);
        assertThat(text.in(Language.EN)).endsWith("\"parcel.delivered\" comes before \"shown in en\".");
        assertThat(text.in(Language.PT)).contains("“shown in pt”");
        assertThat(text.in(Language.RU)).contains("«shown in ru»");
    }

    private static Text repeated(String table, long count, long of) {
        String sentence = Plural.number(count) + " of " + Plural.number(of) + " rows of the table '" + table
                + "' repeat an earlier row exactly; all of them count.";
        return FindingWords.of(
                new Answer.Finding("repeated-row", table, count, of, sentence, List.of()), (name, language) -> name);
    }

    /// The sources that produce findings and rejects: all of the recipes, and of the answers what reads and mines.
    private static List<String> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of(
                "../recipes/src/main/java",
                "src/main/java/dev/corridor/answers/mine",
                "src/main/java/dev/corridor/answers/source")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(path -> path.toString().endsWith(".java")).forEach(found::add);
            }
        }
        List<String> texts = new ArrayList<>();
        for (Path file : found) {
            texts.add(Files.readString(file));
        }
        return texts;
    }
}
