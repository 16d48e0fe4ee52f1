package io.portolan.cli;

import io.portolan.InvalidCapabilityException;
import io.portolan.cli.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: every verb, what to do with one, and how each way it can fail is told. */
final class Verbs {

    private static final Logger LOG = LoggerFactory.getLogger(Verbs.class);
    private static final String NAME = "portolan";

    static CommandLine commandLine(Shell shell) {
        CommandSpec root = CommandSpec.create().name(NAME);
        describe(root, "Serves APIs described in capability files as REST and MCP, over the Vert.x event bus.");
        root.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan run --sandbox       serve everything that ships, no key needed",
                        "  portolan connect claude-code say how a client starts it as a tool server",
                        "  portolan check my/folder     say what is wrong with capability files",
                        "  portolan run --help          everything about one verb");
        List<Verb> verbs = List.of(
                new RunCommand(shell),
                new McpCommand(shell),
                new ConnectCommand(shell),
                new CheckCommand(shell),
                new CheckJsonlCommand(shell),
                new ExplainCommand(shell),
                new NodesCommand(shell),
                new SchemaCommand(shell),
                new WarmUpCommand());
        verbs.stream().map(Verb::spec).forEach(spec -> root.addSubcommand(spec.name(), spec));
        return new CommandLine(root)
                .setOut(shell.out())
                .setErr(shell.err())
                .setUsageHelpWidth(100)
                .setExecutionStrategy(arguments -> execute(arguments, shell))
                .setParameterExceptionHandler((fault, arguments) -> refuse(fault, shell.err()));
    }

    /** The beginning of a verb's description. */
    static CommandSpec spec(String name, Verb verb, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(name);
        describe(spec, description);
        return spec;
    }

    private static void describe(CommandSpec spec, String description) {
        spec.mixinStandardHelpOptions(true).version(version());
        spec.usageMessage().description(description).abbreviateSynopsis(true);
    }

    private static int execute(ParseResult arguments, Shell shell) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        if (helped != null) {
            return helped;
        }
        ParseResult last = arguments.hasSubcommand() ? arguments.subcommand() : arguments;
        if (last.commandSpec().userObject() instanceof Verb verb) {
            try {
                return verb.run(last);
            } catch (ParameterException misuse) {
                throw misuse;
            } catch (IOException | RuntimeException fault) {
                return explain(fault, shell.err());
            }
        }
        last.commandSpec().commandLine().usage(shell.err());
        return ExitCode.USAGE;
    }

    private static int refuse(ParameterException fault, PrintWriter err) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + fault.getMessage());
        UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("See '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static int explain(Exception fault, PrintWriter err) {
        return switch (fault) {
            case SettingsException settings -> {
                settings.problems().forEach(err::println);
                yield ExitCode.USAGE;
            }
            case InvalidCapabilityException invalid -> {
                err.println(invalid.getMessage());
                boolean nothing =
                        invalid.capabilities().plan().control().capabilities().isEmpty();
                err.println(NAME
                        + (nothing
                                ? ": there is nothing to serve"
                                : ": nothing is served: strict is set, and there are errors"));
                yield ExitCode.FAULTY_FILES;
            }
            case IOException unreadable -> {
                sentences(unreadable).forEach(err::println);
                yield ExitCode.USAGE;
            }
            case CannotStartException obstacle -> {
                err.println(NAME + ": cannot start: " + obstacle.getMessage());
                yield ExitCode.CANNOT_START;
            }
            default -> {
                LOG.atError().setCause(fault).log("failed unexpectedly");
                yield ExitCode.CANNOT_START;
            }
        };
    }

    /** A line about each file that cannot be read. */
    private static List<String> sentences(IOException fault) {
        return Stream.concat(Stream.of(fault), Stream.of(fault.getSuppressed()))
                .map(each -> each instanceof IOException unreadable ? sentence(unreadable) : each.toString())
                .toList();
    }

    /** One line about a file that cannot be read or written. */
    static String sentence(IOException fault) {
        return NAME + ": "
                + switch (fault) {
                    case NoSuchFileException missing -> missing.getMessage() + ": no such file or folder";
                    case AccessDeniedException denied -> denied.getMessage() + ": no permission";
                    default -> fault.getMessage();
                };
    }

    private static String version() {
        String version = Verbs.class.getPackage().getImplementationVersion();
        return NAME + " " + Objects.requireNonNullElse(version, "(development)") + ", Java "
                + Runtime.version().feature();
    }

    private Verbs() {}
}
