package dev.corridor.app.account;

import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.shared.command.DataOption;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.engine.error.CorridorException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `token create`: makes an API token and prints it, this once.
@Command(
        name = "token",
        description = "Make an API token for a program.",
        mixinStandardHelpOptions = true,
        subcommands = TokenCommand.Create.class)
public final class TokenCommand implements Callable<Integer> {
    private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,4})([hdwy])");
    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::key).collect(Collectors.joining(", "));
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::key).collect(Collectors.joining(", "));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /// Prints the token alone on standard output, and what there is to know about it on standard error.
    @Command(name = "create", description = "Make a token and print it once.", mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "What it may do: administrator, cx-manager, department-lead, member or viewer.")
        private String role = "";

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description = "What it is for: read, write, metrics, or several with commas.")
        private List<String> scopes = List.of();

        @Option(
                names = "--expires",
                defaultValue = "90d",
                paramLabel = "TIME",
                description = "How long it holds, such as 12h, 90d, 8w or 1y; at most 2y (default: ${DEFAULT-VALUE}).")
        private String expires = "90d";

        @Option(
                names = "--name",
                defaultValue = "command line",
                paramLabel = "NAME",
                description = "What it is for, as the list of tokens shows it (default: ${DEFAULT-VALUE}).")
        private String name = "command line";

        @Override
        public Integer call() {
            Role wanted = Role.named(role)
                    .orElseThrow(() -> new CorridorException(
                            AccountError.UNKNOWN_ROLE,
                            "There is no role '" + role + "'.",
                            "Take one of " + ROLES + "."));
            Set<Scope> wantedScopes = scopes.stream().map(Create::scope).collect(Collectors.toSet());
            Duration lifetime = lifetime(expires);
            String text = Parts.use(
                    data.folder(),
                    parts -> text(parts.getBean(Tokens.class).create(name, wanted, wantedScopes, lifetime)));
            spec.commandLine().getOut().println(text);
            spec.commandLine()
                    .getErr()
                    .println("This is shown once. Send it as: Authorization: Bearer TOKEN. It holds for " + expires
                            + ".");
            return 0;
        }

        private static Scope scope(String key) {
            return Scope.named(key)
                    .orElseThrow(() -> new CorridorException(
                            AccountError.UNKNOWN_SCOPE,
                            "There is no scope '" + key + "'.",
                            "Take one of " + SCOPES + "."));
        }

        private static String text(Outcome<String> outcome) {
            return switch (outcome) {
                case Outcome.Done<String>(String text) -> text;
                case Outcome.Not<String>(Refusal why) when why == Refusal.EXPIRY_OUT_OF_RANGE -> throw badLifetime();
                case Outcome.Not<String>(Refusal why) ->
                    throw new CorridorException(
                            AccountError.BAD_NAME,
                            "The name of the token is empty, longer than 80 characters, or has invisible ones.",
                            "Give another --name.");
            };
        }
    }

    /// `90d` as a duration.
    static Duration lifetime(String text) {
        Matcher read = LIFETIME.matcher(text);
        if (!read.matches()) {
            throw badLifetime();
        }
        int number = Integer.parseInt(read.group(1));
        Duration lifetime = switch (read.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7L * number);
            default -> Duration.ofDays(365L * number);
        };
        if (lifetime.compareTo(Tokens.LONGEST) > 0) {
            throw badLifetime();
        }
        return lifetime;
    }

    private static CorridorException badLifetime() {
        return new CorridorException(
                AccountError.BAD_LIFETIME,
                "--expires is not a time from 1h to 2y.",
                "Write it as 12h, 90d, 8w or 1y; make a new token when one runs out.");
    }
}
