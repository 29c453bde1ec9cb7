package dev.corridor.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A main class of the tests run in a Java machine of its own, which may crash or be killed.
final class ChildProgram {
    private ChildProgram() {}

    /// Starts `java` with this class path.
    ///
    /// @param before words before `java`, such as a shell that sets limits; `"$@"` in it is the command
    static Process start(List<String> before, Class<?> main, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + output + ".crash"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
