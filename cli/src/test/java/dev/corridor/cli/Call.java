package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One call of the command line in this process, and what came of it.
record Call(int code, String out, String err) {
    /// @param words options and paths
    static Call of(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Corridor.run(out, err, Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
        return new Call(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// `mine` of a file, with options behind it, that must answer.
    static Call mine(Path input, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = "mine";
        words[1] = input;
        System.arraycopy(options, 0, words, 2, options.length);
        Call call = of(words);
        assertThat(call.code).as(call.err).isZero();
        return call;
    }

    /// The answer of `mine --json` that must have been given.
    static JsonNode json(Path input, Object... options) {
        Object[] words = Arrays.copyOf(options, options.length + 1);
        words[options.length] = "--json";
        return mine(input, words).json();
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    /// The refusal, which must be the only one, one block, and without a trace of Java.
    String refusal(int exitCode, String error) {
        assertThat(code).as(err).isEqualTo(exitCode);
        String block = err.substring(err.indexOf("error C"));
        assertThat(block).startsWith("error " + error + ": ").containsOnlyOnce("error C");
        assertThat(block.lines().filter(line -> line.startsWith("remedy: "))).hasSize(1);
        assertThat(block.lines().toList().getLast()).startsWith("remedy: ");
        assertThat(err).doesNotContain("\tat ", "Exception", "dev.corridor");
        return block;
    }
}
