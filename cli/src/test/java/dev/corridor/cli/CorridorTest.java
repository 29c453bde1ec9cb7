package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line's frame: exit codes, refusals and where they are printed.
final class CorridorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StringWriter messages = new StringWriter();
    private final Refusals refusals = new Refusals(new PrintWriter(messages, true));

    @Test
    void printsVersionThatTheBuildWrote() {
        assertThat(Corridor.run(out, err, "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("^corridor \\d+\\.\\d+\\.\\d+");
        assertThat(err.size()).isZero();
    }

    @Test
    void suggestsNearestOption() {
        assertThat(Corridor.run(out, err, "--vresion")).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("error C3001: there is no option '--vresion'.", "Did you mean '--version'?");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            score x.csv --measure np        ; 'np' is no value of --measure.          ; Did you mean 'nps'? It takes nps
            score x.csv --measure=xx        ; 'xx' is no value of --measure.          ; It takes nps, csat, ces or mean.
            score x.csv --by                ; --by is given without a value.          ; Write --by ATTRIBUTE
            score x.csv --by a --by b       ; --by is given twice.                    ; Give it once.
            score x.csv --json=maybe        ; --json takes no value                   ; score --help
            score x.csv --population a      ; 'a' is no whole number                  ; with digits.
            score                           ; the call lacks 'FILE|DIR'.              ; score --help
            drivers x.csv                   ; lacks '--outcome COLUMN', '--drivers    ; drivers --help
            effect x.csv y.csv --plan p     ; 'y.csv' is one argument too many.       ; effect --help
            effect --plan                   ; --plan is given without a value.        ; Write --plan PLAN.
            loyalty x.csv --unit month      ; 'month' is no value of --unit.          ; It takes day or week.
            moments x --outcome score --smallest abc ; 'abc' is no number            ; a point before decimals
            mine x.csv --lang de            ; 'de' is no value of --lang.             ; It takes en, pt or ru.
            """)
    void refusesEveryWrongCallInWordsOfItsOwn(String words, String sentence, String remedy) {
        assertThat(Corridor.run(out, err, words.strip().split(" "))).isEqualTo(64);
        String[] lines = err.toString(StandardCharsets.UTF_8).split("\n", 2);
        assertThat(lines[0]).startsWith("error C3001: ").contains(sentence);
        assertThat(lines[1]).startsWith("remedy: ").contains(remedy);
        assertThat(out.size()).isZero();
    }

    @Test
    void doesNotReadArgumentsFromFiles() {
        assertThat(Corridor.run(out, err, "@/etc/passwd")).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'@/etc/passwd'");
    }

    @Test
    void failsWhenTheAnswerCannotBeWritten() {
        assertThat(Corridor.run(failing("No space left on device"), err, "--version"))
                .isEqualTo(74);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error C3007", "No space left on device");
    }

    @Test
    void staysSilentWhenTheReaderWentAway() {
        assertThat(Corridor.run(failing("Broken pipe"), err, "--version")).isEqualTo(141);
        assertThat(err.size()).isZero();
    }

    @Test
    void printsRefusalAsOneBlock() {
        var refusal = new CorridorException(EngineError.STORE_DAMAGED, "journeys.bin is cut short.", "Mine it again.");
        assertThat(refusals.print(refusal, false)).isEqualTo(65);
        assertThat(messages).hasToString("error C1004: journeys.bin is cut short.\nremedy: Mine it again.\n");
    }

    @Test
    void neutralisesDataInRefusals() {
        var refusal =
                new CorridorException(EngineError.UNKNOWN_NAME, "no '\u001b]0;x\u0007\u202e\n\u009b'.", "Fix\r it.");
        refusals.print(refusal, false);
        assertThat(messages).hasToString("""
                        error C1003: no '<U+001B>]0;x<U+0007><U+202E><U+000A><U+009B>'.
                        remedy: Fix<U+000D> it.
                        """);
    }

    @Test
    void choosesExitCodeByWhatWentWrong() {
        assertThat(exitCode(EngineError.FILTER_SYNTAX)).isEqualTo(64);
        assertThat(exitCode(EngineError.TOO_MANY_TOUCHPOINTS)).isEqualTo(65);
        assertThat(exitCode(EngineError.STORE_MISSING)).isEqualTo(66);
        assertThat(exitCode(EngineError.STORE_NOT_WRITTEN)).isEqualTo(73);
        assertThat(exitCode(CommandError.INPUT_MISSING)).isEqualTo(66);
        assertThat(exitCode(CommandError.REJECTED_ROWS)).isEqualTo(65);
        assertThat(exitCode(CommandError.OUTPUT_EXISTS)).isEqualTo(73);
        assertThat(exitCode(CommandError.INPUT_OUTPUT)).isEqualTo(74);
    }

    @Test
    void choosesExitCodeOfForeignCodeByItsCause() {
        var code = new ErrorCode() {
            @Override
            public int number() {
                return 2001;
            }

            @Override
            public String name() {
                return "FILE";
            }

            @Override
            public Kind kind() {
                return Kind.USER;
            }
        };
        assertThat(ExitCode.of(new CorridorException(code, "a", "b", new NoSuchFileException("x"))))
                .isEqualTo(ExitCode.NO_INPUT);
        assertThat(ExitCode.of(new CorridorException(code, "a", "b"))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void writesTraceOfBugIntoFile() throws IOException {
        assertThat(refusals.print(new IllegalStateException("impossible"), false))
                .isEqualTo(70);
        assertThat(messages.toString().lines()).hasSize(2);
        Matcher file = Pattern.compile("details in (\\S+)").matcher(messages.toString());
        assertThat(file.find()).isTrue();
        Path trace = Path.of(file.group(1));
        assertThat(trace).content().contains("IllegalStateException: impossible", "CorridorTest");
        Files.delete(trace);
    }

    @Test
    void printsTraceOfBugOnRequest() {
        assertThat(refusals.print(new IllegalStateException("im\u001bpossible"), true))
                .isEqualTo(70);
        assertThat(messages.toString())
                .contains("error C3999: ", "\tat dev.corridor.cli.CorridorTest", "<U+001B>")
                .doesNotContain("\u001b");
    }

    @Test
    void saysWhenMemoryIsTooSmall() {
        assertThat(refusals.print(new OutOfMemoryError("Java heap space"), false))
                .isEqualTo(71);
        assertThat(messages.toString()).contains("error C3008", "CORRIDOR_JAVA_OPTIONS=-Xmx");
    }

    @Test
    void documentsEveryExitCodeAndErrorCode() throws IOException {
        String page = Files.readString(Checkout.repository().resolve("docs/reference/command-line.md"));
        assertThat(ExitCode.values()).allMatch(code -> page.contains("\n| " + code.number() + " |"));
        assertThat(CommandError.values()).allMatch(code -> page.contains("\n| C" + code.number() + " |"));
    }

    @Test
    void numbersEveryErrorOnce() {
        assertThat(Arrays.stream(CommandError.values()).map(CommandError::number))
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 3000 && number <= 3999);
    }

    private static int exitCode(ErrorCode code) {
        return ExitCode.of(new CorridorException(code, "sentence", "remedy")).number();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int unit) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
