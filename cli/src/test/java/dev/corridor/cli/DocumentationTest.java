package dev.corridor.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.query.JourneyRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// The pages of the repository: what they link to, call and name is there.
final class DocumentationTest {
    private static final Path REPOSITORY = Checkout.repository();
    private static final int LONGEST_README = 150;
    private static final Set<String> OF_THE_LAUNCHER = Set.of("--yes", "--debug", "--version", "--help");
    /// Commands of another product; the options that their page lists are compared there.
    private static final Set<String> OF_THE_SERVER =
            Set.of("demo", "start", "status", "stop", "doctor", "import", "token", "password");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern IN_LINE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final Pattern CONSTANT = Pattern.compile("(?m)^    [A-Z][A-Z_]*\\((\\d{4})[,)]");
    private static final Pattern CODE = Pattern.compile("\\bC3\\d{3}\\b");
    private static final Pattern ROW_OF_CODE = Pattern.compile("(?m)^\\| (C\\d{4}) \\| [^|]+ \\| [^|]+ \\|$");

    private static List<Page> pages = List.of();
    private static Set<String> tests = Set.of();

    /// A page without its carriage returns.
    private record Page(Path path, String text) {
        String name() {
            return REPOSITORY.relativize(path).toString();
        }

        String withoutCode() {
            return IN_LINE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
        }

        /// The content of all blocks of a language; an empty one is a block without a language.
        List<String> blocks(String language) {
            return FENCED.matcher(text)
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map(block -> block.group(2).stripIndent())
                    .toList();
        }

        /// The calls of the launcher, in blocks and within sentences, without its name.
        List<String> calls() {
            Stream<String> fenced = FENCED.matcher(text)
                    .results()
                    .flatMap(block -> block.group(2).lines())
                    .map(line -> line.strip().replaceFirst("^\\$ ", ""));
            String sentences = FENCED.matcher(text).replaceAll("");
            Stream<String> inLine = IN_LINE.matcher(sentences).results().map(code -> code.group(1));
            return Stream.concat(fenced, inLine)
                    .filter(code -> code.startsWith("./corridor "))
                    .map(code -> code.substring("./corridor ".length()))
                    .toList();
        }
    }

    @BeforeAll
    static void readsThePages() throws IOException {
        List<Page> read = new ArrayList<>();
        for (Path file : files(".md")) {
            read.add(new Page(file, Files.readString(file).replace("\r\n", "\n")));
        }
        pages = read;
        tests = files("Test.java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toSet());
    }

    @Test
    void findsThePages() {
        assertThat(pages.stream().map(Page::name))
                .contains(
                        "README.md",
                        "ARCHITECTURE.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/methodology/README.md",
                        "docs/reference/glossary.md");
    }

    @Test
    void keepsTheReadmeShort() throws IOException {
        assertThat(Files.readAllLines(REPOSITORY.resolve("README.md"))).hasSizeLessThanOrEqualTo(LONGEST_README);
    }

    @Test
    void linksOnlyToWhatIsThere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Page page : pages) {
            for (MatchResult link : matches(LINK, page.withoutCode())) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    links++;
                    if (!leadsSomewhere(page, target)) {
                        broken.add(page.name() + ": " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    @Test
    void callsOnlyCommandsAndOptionsThatExist() {
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        for (Page page : pages) {
            for (String call : page.calls()) {
                calls++;
                complaint(call)
                        .ifPresent(sentence -> wrong.add(page.name() + ": ./corridor " + call + ": " + sentence));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(calls).isGreaterThan(40);
    }

    /// The section `Options` is what this test expects, line by line.
    @Test
    void listsEveryOptionOfEveryCommand() {
        String text = pages.stream()
                .filter(page -> page.name().equals("docs/reference/command-line.md"))
                .findFirst()
                .orElseThrow()
                .text();
        String from = text.substring(text.indexOf("\n### mine\n") + 1);
        StringBuilder expected = new StringBuilder();
        new CommandLine(new Corridor())
                .getSubcommands()
                .forEach((name, command) -> expected.append(options(name, command.getCommandSpec())));
        assertThat(from.substring(0, from.indexOf("\n## ") + 1)).isEqualTo(expected.toString());
    }

    private static String options(String command, CommandSpec spec) {
        StringBuilder table = new StringBuilder("### " + command + "\n\n| option | meaning |\n|---|---|\n");
        spec.positionalParameters().forEach(words -> table.append(row(words.paramLabel(), words)));
        spec.options().forEach(option -> {
            String names = String.join(", ", option.names());
            table.append(row(option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option));
        });
        return table.append('\n').toString();
    }

    private static String row(String words, ArgSpec option) {
        String meaning = String.join(" ", option.description())
                .replace("%%", "%")
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
        return "| `" + words.replace("|", "\\|") + "` | " + meaning.replace("|", "\\|") + " |\n";
    }

    @Test
    void noticesCallsThatWouldFail() {
        assertThat(complaint("mien orders.csv")).isPresent();
        assertThat(complaint("mine orders.csv --hmtl report.html")).isPresent();
        assertThat(complaint("mine orders.csv --filter 'score <='")).isPresent();
        assertThat(complaint("mine orders.csv --filter 'score <= 2' --html report.html | head -1"))
                .isEmpty();
        assertThat(complaint("test [--quick]")).isEmpty();
    }

    @Test
    void namesOnlyTestsThatExist() {
        assertThat(pages)
                .allSatisfy(page -> assertThat(
                                matches(TEST, page.text()).stream().map(match -> match.group(1)))
                        .isSubsetOf(tests));
    }

    @Test
    void givesAwayNoMachineAndLeavesNothingOpen() {
        String here = "(?<![\\w.~)-])(" + Pattern.quote(REPOSITORY.toString()) + "|"
                + Pattern.quote(System.getProperty("user.home")) + "|/home/\\w|/Users/\\w|[A-Z]:\\\\Users)";
        Pattern forbidden = Pattern.compile(here + "|\\b(TODO|FIXME|TBD|XXX)\\b|(?i:lorem ipsum)");
        assertThat(pages)
                .allSatisfy(page -> assertThat(
                                matches(forbidden, page.text()).stream().map(MatchResult::group))
                        .as(page.name())
                        .isEmpty());
    }

    @Test
    void doesWhatTheTutorialShows(@TempDir Path folder) throws IOException {
        Page tutorial = pages.stream()
                .filter(page -> page.name().equals("docs/tutorial/first-map.md"))
                .findFirst()
                .orElseThrow();
        List<String> blocks = tutorial.blocks("");
        Path table = folder.resolve("orders.csv");
        Path recipe = folder.resolve("orders.yaml");
        Files.writeString(table, startingWith(blocks, "order,when,what"));
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i).startsWith("./corridor mine orders.csv")) {
                shown.add(new Shown(blocks.get(i).strip(), blocks.get(i + 1)));
            }
        }
        assertThat(shown).hasSize(2);
        for (Shown example : shown) {
            if (example.call().contains("--recipe ")) {
                Files.writeString(recipe, startingWith(tutorial.blocks("yaml"), "recipe:"));
            }
            String printed = run(folder, example.call());
            assertThat(example.output().lines().filter(line -> !line.equals("...")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(printed.lines()).contains(line));
        }
        assertThat(folder.resolve("orders.html")).isNotEmptyFile();
    }

    /// A call of the tutorial, and what it is said to print.
    private record Shown(String call, String output) {}

    private static String startingWith(List<String> blocks, String start) {
        return blocks.stream()
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /// Runs a call as if in the folder, and gives what it prints.
    private static String run(Path folder, String call) {
        String[] words = words(call).stream()
                .skip(1)
                .map(word -> word.startsWith("orders.") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Corridor.run(out, err, words))
                .as(() -> err.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean leadsSomewhere(Page page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path =
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
        if (!path.startsWith(REPOSITORY) || !Files.exists(path)) {
            return false;
        }
        return hash < 0 || headings(path).contains(target.substring(hash + 1));
    }

    /// The anchors that a page's headings have where it is shown.
    private static Set<String> headings(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    /// What is wrong with a call, if anything. Words in capitals stand for something.
    private static Optional<String> complaint(String call) {
        CommandLine corridor = new CommandLine(new Corridor());
        List<String> words = words(call);
        int at = 0;
        while (at < words.size() && OF_THE_LAUNCHER.contains(words.get(at))) {
            at++;
        }
        if (at == words.size() || standsForSomething(words.get(at))) {
            return Optional.empty();
        }
        String command = words.get(at);
        List<String> rest = words.subList(at + 1, words.size());
        if (command.equals("help")) {
            return rest.stream()
                    .filter(word -> !standsForSomething(word) && !isCommand(corridor, word))
                    .findFirst();
        }
        if (command.equals("test")) {
            return rest.stream().filter(word -> !word.equals("--quick")).findFirst();
        }
        if (OF_THE_SERVER.contains(command)) {
            return rest.stream()
                    .filter(word -> word.startsWith("--") && !OF_THE_LAUNCHER.contains(word))
                    .filter(word -> !pageOfTheServer().contains("\n| `" + word + " "))
                    .map(word -> "no option " + word)
                    .findFirst();
        }
        CommandLine known = corridor.getSubcommands().get(command);
        if (known == null) {
            return Optional.of("no command");
        }
        CommandSpec spec = known.getCommandSpec();
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.startsWith("--") && spec.findOption(word) == null && !OF_THE_LAUNCHER.contains(word)) {
                return Optional.of("no option " + word);
            }
            String value = i + 1 < rest.size() ? rest.get(i + 1) : "";
            try {
                if (word.equals("--filter") && !standsForSomething(value)) {
                    FilterParser.parse(value);
                } else if (word.equals("--journeys") && command.equals("mine") && !standsForSomething(value)) {
                    JourneyRules.parse(value);
                }
            } catch (RuntimeException refused) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    @Test
    void tellsEveryErrorCodeOnceWithWhatToDo() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path enumeration : files("Error.java")) {
            for (MatchResult constant : matches(CONSTANT, Files.readString(enumeration))) {
                known.add("C" + constant.group(1));
            }
        }
        matches(CODE, Files.readString(REPOSITORY.resolve("corridor"))).forEach(code -> known.add(code.group()));
        List<String> told = matches(ROW_OF_CODE, page("docs/reference/errors.md")).stream()
                .map(row -> row.group(1))
                .toList();

        assertThat(known).hasSizeGreaterThan(100);
        assertThat(told).doesNotHaveDuplicates().containsExactlyElementsOf(known);
    }

    private static String pageOfTheServer() {
        return page("docs/reference/server.md");
    }

    private static String page(String name) {
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .map(Page::text)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isCommand(CommandLine corridor, String word) {
        return OF_THE_SERVER.contains(word)
                || corridor.getSubcommands().containsKey(word)
                || word.equals("test")
                || word.equals("help");
    }

    private static boolean standsForSomething(String word) {
        return word.matches("[A-Z|.]+");
    }

    /// The words of a shell's line up to a pipe or redirection, without quotes, and without the square brackets
    /// of what may be left out.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult match : matches(WORD, line)) {
            String bare = match.group(3);
            if (bare == null) {
                words.add(match.group(1) == null ? match.group(2) : match.group(1));
            } else if (bare.equals("|") || bare.equals("\\|") || bare.startsWith(">")) {
                break;
            } else {
                words.add(bare.replaceAll("^\\[+|\\]+$", ""));
            }
        }
        return words;
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    /// The files of the repository whose names end so, without what is built or hidden.
    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(REPOSITORY)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(
                                    REPOSITORY.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(name -> name.startsWith(".") || name.equals("target")))
                    .sorted()
                    .toList();
        }
    }
}
