package dev.corridor.cli;

import java.util.List;
import java.util.stream.Stream;

/// The POSIX shells of the machine that the launcher is tried with.
final class Shells {
    private Shells() {}

    static Stream<List<String>> found() {
        return Stream.of(
                        List.of("sh"),
                        List.of("dash"),
                        List.of("bash", "--posix"),
                        List.of("busybox", "sh"),
                        List.of("mksh"),
                        List.of("ksh"))
                .flatMap(words -> Checkout.onMachine(words.getFirst()).stream()
                        .map(path -> Stream.concat(
                                        Stream.of(path.toString()),
                                        words.stream().skip(1))
                                .toList()));
    }
}
