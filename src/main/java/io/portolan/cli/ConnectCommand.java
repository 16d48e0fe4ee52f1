package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.cli.connect.Client;
import io.portolan.cli.connect.ConfigFile;
import io.portolan.cli.connect.ConfigText;
import io.portolan.cli.connect.Connection;
import io.portolan.cli.connect.Places;
import io.portolan.cli.connect.UnmergeableException;
import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.SettingsTable;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code portolan connect CLIENT}: says, or writes, how an MCP client gets here. Never holds a secret. */
final class ConnectCommand implements Verb {

    private static final String HTTP = "--http";
    private static final String NAME = "--name";
    private static final String WRITE = "--write";

    private static final String NAMES = "[A-Za-z0-9_-]{1,64}";
    private static final Set<String> FLAGS = Set.of("sandbox", "mcp.port", "mcp.host");

    private final Shell shell;
    private final SettingsFlags flags;

    ConnectCommand(Shell shell) {
        this.shell = shell;
        List<Setting<?>> flagged = SettingsTable.all().stream()
                .filter(setting -> FLAGS.contains(setting.name()))
                .toList();
        this.flags = new SettingsFlags(flagged, shell, 1);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("connect", this, "Prints the configuration with which an MCP client gets here.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("CLIENT")
                .type(String.class)
                .description("One of " + String.join(", ", Client.words()) + ".")
                .build());
        spec.addOption(
                flag(McpCommand.STDIO, "The client starts a process of its own; so it is unless told otherwise."));
        spec.addOption(flag(HTTP, "The client calls what 'portolan run' serves."));
        spec.addOption(OptionSpec.builder(NAME)
                .paramLabel("NAME")
                .type(String.class)
                .arity("1")
                .description("What the client calls it; 'portolan' unless told otherwise.")
                .build());
        spec.addOption(flag(WRITE, "Put it into the client's file, next to what is there, and keep a backup."));
        flags.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan connect claude-code --sandbox           to paste into .mcp.json",
                        "  portolan connect vscode --write my/folder        into .vscode/mcp.json of this folder",
                        "  portolan connect codex --http --write            into ~/.codex/config.toml, for 'portolan run'",
                        "",
                        "The configuration goes to standard output, what to do with it to standard error: docs/mcp.md.",
                        "Exit codes: 0 done, 1 nothing to serve or a file that cannot take it, 2 wrong arguments or settings.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        Client client = client(arguments);
        String name = name(arguments);
        PortolanOptions options = flags.read(arguments);
        Capabilities capabilities = Capabilities.load(options);
        if (capabilities.plan().stdio().parts().findAny().isEmpty()) {
            shell.err().println("portolan: there is nothing to serve (see: portolan check)");
            return ExitCode.FAULTY_FILES;
        }
        Connection connection = arguments.hasMatchedOption(HTTP)
                ? new Connection.Url(url(arguments, options, capabilities.plan().mcpServers()))
                : process(arguments, options);
        Path here = Path.of("").toAbsolutePath();
        Path file = client.file(new Places(here, home(), System.getProperty("os.name"), shell.environment()));
        ConfigText text = client.text(name, connection);
        return arguments.hasMatchedOption(WRITE)
                ? write(file, text)
                : print(file, text, client.command(name, connection));
    }

    private int print(Path file, ConfigText text, @Nullable String command) {
        shell.out().print(text.alone());
        shell.out().flush();
        shell.err().println("To paste into " + file + ", or to be put there with --write.");
        if (command != null) {
            shell.err().println("The client's own command for it: " + command);
        }
        return ExitCode.FINE;
    }

    private int write(Path file, ConfigText text) throws IOException {
        try {
            ConfigFile.Written written = ConfigFile.put(file, text);
            shell.out()
                    .println(file
                            + (written.changed() ? ": written" : ": all is there already")
                            + (written.backup() == null ? "" : ", what it was before is in " + written.backup()));
            return ExitCode.FINE;
        } catch (UnmergeableException fault) {
            shell.err()
                    .println("portolan: " + file + " is left as it is: " + fault.getMessage() + ". To paste into it:");
            shell.out().print(text.alone());
            shell.out().flush();
            return ExitCode.FAULTY_FILES;
        }
    }

    private Connection process(ParseResult arguments, PortolanOptions options) {
        String home = shell.environment().get("PORTOLAN_HOME");
        if (home == null) {
            throw misused(arguments, "what clients start is the script portolan, and this is not run by it");
        }
        List<String> words = new ArrayList<>(List.of("mcp", McpCommand.STDIO));
        if (arguments.hasMatchedOption("--sandbox") && options.sandbox()) {
            words.add("--sandbox");
        }
        if (arguments.hasMatchedOption("--conf")) {
            words.addAll(List.of("--conf", absolute(flags.file(arguments))));
        }
        // Clients start it in whatever folder they like.
        Path here = Path.of("").toAbsolutePath();
        if (Files.exists(here.resolve(".env"))) {
            words.addAll(List.of(McpCommand.FOLDER, here.toString()));
        }
        options.capabilities().forEach(path -> words.add(absolute(Path.of(path))));
        return new Connection.Process(absolute(Path.of(home, "portolan")), words);
    }

    private Path home() {
        return Path.of(shell.environment().getOrDefault("HOME", System.getProperty("user.home")));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String url(ParseResult arguments, PortolanOptions options, List<McpServer> servers) {
        if (servers.isEmpty()) {
            throw misused(arguments, "no file offers MCP over HTTP (expected: --stdio)");
        }
        int port = servers.getFirst().port();
        if (servers.size() > 1 || port == 0) {
            throw misused(
                    arguments,
                    (port == 0 ? "any free port" : "the files' several ports") + " cannot be written down (expected:"
                            + " one of --mcp-port, as 'portolan run' has it)");
        }
        String host = options.mcp().host();
        // Who listens on every address listens on this one.
        String reached = Set.of("0.0.0.0", "::", "[::]").contains(host) ? "127.0.0.1" : host;
        String address = reached.contains(":") && !reached.startsWith("[") ? "[" + reached + "]" : reached;
        return "http://" + address + ":" + port + "/mcp";
    }

    private static Client client(ParseResult arguments) {
        if (arguments.hasMatchedOption(HTTP) && arguments.hasMatchedOption(McpCommand.STDIO)) {
            throw misused(arguments, "--stdio and --http exclude each other");
        }
        String word = arguments.matchedPositionalValue(0, "");
        Client client = Client.of(word);
        if (client == null) {
            throw misused(
                    arguments,
                    "'" + word + "' is no client (expected one of: " + String.join(", ", Client.words()) + ")");
        }
        return client;
    }

    private static String name(ParseResult arguments) {
        String name = arguments.matchedOptionValue(NAME, "portolan");
        if (!name.matches(NAMES)) {
            throw misused(arguments, "--name: '" + name + "' (expected: 1 to 64 of A-Z, a-z, 0-9, _ and -)");
        }
        return name;
    }

    private static ParameterException misused(ParseResult arguments, String why) {
        return new ParameterException(arguments.commandSpec().commandLine(), why);
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
