package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.Portolan;
import io.portolan.cli.check.OutputFormat;
import io.portolan.cli.check.ProblemReport;
import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.SettingsTable;
import io.portolan.cli.terminal.LoadingBar;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Problem;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan run}: serves until the process is told to stop. */
final class RunCommand implements Verb {

    private final Shell shell;
    private final SettingsFlags flags;

    RunCommand(Shell shell) {
        this.shell = shell;
        List<Setting<?>> flagged = SettingsTable.all().stream()
                .filter(setting -> setting.flag() != null)
                .toList();
        this.flags = new SettingsFlags(flagged, shell);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("run", this, "Serves capability files as REST and MCP until stopped.");
        flags.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan run --sandbox                 everything that ships, no key needed",
                        "  portolan run my/capability.yaml        one file",
                        "  portolan run folder --rest-port 8000   all files in a folder, REST on one port",
                        "",
                        "Files, keys and the section 'upstreams' of the settings file are served as they change,",
                        "without a restart; SIGHUP and POST /reload on the control port do the same: docs/reload.md.",
                        "Every other setting can be given in conf/portolan.yaml or the environment: docs/settings.md.",
                        "Exit codes: 0 stopped, 1 no file can be served, 2 wrong arguments or settings,",
                        "3 cannot start (a port is taken).");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        PortolanOptions options = flags.read(arguments);
        LogLevel.set(options.log().level());
        return new Running(shell, options)
                .run(
                        Portolan.builder(options)
                                .variables(shell.environment()::get)
                                .settings(() -> flags.again(arguments))
                                .progress(new LoadingBar(shell.err())),
                        flags.file(arguments),
                        portolan -> report(portolan, options));
    }

    private void report(Portolan portolan, PortolanOptions options) {
        Capabilities capabilities = portolan.capabilities();
        // Notes are what check is for; here they would hide what is served.
        List<Problem> problems = capabilities.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .toList();
        shell.err().print(new ProblemReport(problems, capabilities.texts()).format(OutputFormat.TEXT));
        new StartReport(capabilities.plan(), options, portolan.listeners())
                .lines(shell.environment())
                .forEach(shell.out()::println);
        shell.err().flush();
        shell.out().flush();
    }
}
