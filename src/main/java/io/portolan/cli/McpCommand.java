package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.Portolan;
import io.portolan.cli.check.OutputFormat;
import io.portolan.cli.check.ProblemReport;
import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.SettingsTable;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.portolan.spec.Problem;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan mcp --stdio}: serves the one client that started it, until that client is done. */
final class McpCommand implements Verb {

    static final String STDIO = "--stdio";
    static final String FOLDER = "--folder";

    // What makes sense where nothing listens.
    private static final Set<String> FLAGS = Set.of("sandbox", "strict", "reload.watch", "log.level");

    private final Shell shell;
    private final SettingsFlags flags;

    McpCommand(Shell shell) {
        this.shell = shell;
        List<Setting<?>> flagged = SettingsTable.all().stream()
                .filter(setting -> FLAGS.contains(setting.name()))
                .toList();
        this.flags = new SettingsFlags(flagged, shell);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Verbs.spec("mcp", this, "Serves capability files as MCP to the program that starts it, on no port.");
        spec.addOption(OptionSpec.builder(STDIO)
                .type(boolean.class)
                .arity("0")
                .required(true)
                .description("Speak MCP over standard input and output; what is logged goes to standard error.")
                .build());
        spec.addOption(OptionSpec.builder(FOLDER)
                .paramLabel("DIR")
                .type(Path.class)
                .arity("1")
                .description(
                        "Where .env is, and files that hold keys may be; the current folder unless told otherwise.")
                .build());
        flags.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan mcp --stdio --sandbox           everything that ships, no key needed",
                        "  portolan mcp --stdio my/capability.yaml  one file",
                        "",
                        "Local clients start it themselves; 'portolan connect' tells them how: docs/mcp.md.",
                        "It ends with its input, once all that was asked is answered.",
                        "Exit codes: 0 ended, 1 no file can be served, 2 wrong arguments or settings, 3 cannot start.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        PortolanOptions options = alone(flags.read(arguments));
        Path folder = arguments.matchedOptionValue(FOLDER, Path.of(""));
        LogLevel.set(options.log().level());
        Shell.Streams streams = shell.streams().get();
        return new Running(shell, options)
                .run(
                        Portolan.builder(options)
                                .variables(shell.environment()::get)
                                .folder(folder)
                                .settings(() -> flags.again(arguments).map(McpCommand::alone))
                                .stdio(streams.in(), streams.out()),
                        flags.file(arguments),
                        portolan -> report(portolan, options, folder));
    }

    /** A client's child comes and goes: no member for a cluster. */
    private static PortolanOptions alone(PortolanOptions options) {
        return options.withRoles(EnumSet.allOf(Role.class))
                .withCluster(options.cluster().withEnabled(false));
    }

    /** For whoever reads the client's log of us. */
    private void report(Portolan portolan, PortolanOptions options, Path folder) {
        Capabilities capabilities = portolan.capabilities();
        List<Problem> problems = capabilities.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .toList();
        shell.err().print(new ProblemReport(problems, capabilities.texts()).format(OutputFormat.TEXT));
        new StartReport(capabilities.plan(), options, List.of())
                .missing(shell.environment(), folder)
                .forEach(shell.err()::println);
        shell.err()
                .println("portolan: " + capabilities.plan().stdio().tools().size()
                        + " tools over standard input and output");
        shell.err().flush();
    }
}
