package dev.corridor.cli;

import dev.corridor.engine.error.CorridorException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a call that names no command, no such option, or no value that an option takes, and what was
/// most likely meant.
final class WrongCall {
    private final ParameterException failure;
    private final CommandLine command;
    private final List<String> words;

    private WrongCall(ParameterException failure, String... words) {
        this.failure = failure;
        this.command = failure.getCommandLine();
        this.words = List.of(words);
    }

    /// @param words of the call
    static CorridorException refusal(ParameterException failure, String... words) {
        return new WrongCall(failure, words).refusal();
    }

    private CorridorException refusal() {
        return switch (failure) {
            case UnmatchedArgumentException unmatched
            when !unmatched.getUnmatched().isEmpty() ->
                unknown(unmatched.getUnmatched().getFirst());
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() -> missing(missing.getMissing());
            case OverwrittenOptionException twice ->
                usage(name(twice.getOverwritten()) + " is given twice.", "Give it once. " + help());
            default ->
                failure.getArgSpec() == null || failure.getValue() == null
                        ? usage(String.valueOf(failure.getMessage()), help())
                        : unreadable(failure.getArgSpec(), failure.getValue());
        };
    }

    private String help() {
        return "See ./" + command.getCommandSpec().qualifiedName() + " --help";
    }

    private static CorridorException usage(String sentence, String remedy) {
        return new CorridorException(CommandError.USAGE, sentence, remedy);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private CorridorException unknown(String word) {
        boolean option = word.startsWith("-");
        boolean commands = !option && !command.getSubcommands().isEmpty();
        String sentence = option
                ? "there is no option '" + word + "'."
                : commands ? "there is no command '" + word + "'." : "'" + word + "' is one argument too many.";
        Set<String> known = commands ? command.getSubcommands().keySet() : options();
        String remedy = option || commands
                ? MeantWord.of(word, known)
                        .map(near -> "Did you mean '" + near + "'? " + help())
                        .orElse(help())
                : help();
        return new CorridorException(commands ? CommandError.UNKNOWN_COMMAND : CommandError.USAGE, sentence, remedy);
    }

    private Set<String> options() {
        Set<String> names = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private CorridorException missing(List<ArgSpec> missing) {
        ArgSpec first = missing.getFirst();
        if (first instanceof OptionSpec option && isGiven(option)) {
            return usage(
                    name(option) + " is given without a value.",
                    "Write " + name(option) + " " + option.paramLabel() + ". " + help());
        }
        String names = missing.stream()
                .map(argument ->
                        argument instanceof OptionSpec ? name(argument) + " " + argument.paramLabel() : name(argument))
                .collect(Collectors.joining("', '", "'", "'"));
        return usage("the call lacks " + names + ".", help());
    }

    private boolean isGiven(OptionSpec option) {
        return Arrays.stream(option.names())
                .anyMatch(name -> words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }

    private CorridorException unreadable(ArgSpec argument, String value) {
        Class<?> type =
                argument.typeInfo().isMultiValue() ? argument.typeInfo().getAuxiliaryTypes()[0] : argument.type();
        if (argument.arity().max() == 0) {
            return usage(name(argument) + " takes no value, and '" + value + "' is given.", help());
        }
        if (type.isEnum()) {
            List<String> values = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
            return usage(
                    "'" + value + "' is no value of " + name(argument) + ".",
                    MeantWord.of(value, values)
                                    .map(near -> "Did you mean '" + near + "'? ")
                                    .orElse("")
                            + "It takes " + String.join(", ", values.subList(0, values.size() - 1)) + " or "
                            + values.getLast() + ".");
        }
        if (type == Path.class) {
            return usage("'" + value + "' cannot be the name of a file.", "Check " + name(argument) + ". " + help());
        }
        boolean whole = type == int.class || type == long.class || type == Integer.class || type == Long.class;
        return usage(
                "'" + value + "' is no " + (whole ? "whole " : "") + "number, and " + name(argument) + " takes one.",
                "Write " + name(argument) + " " + argument.paramLabel() + " with digits"
                        + (whole ? "" : ", and a point before decimals") + ". " + help());
    }
}
